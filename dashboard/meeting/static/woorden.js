/* What the page says of the connection and of what is not saved. */
export const TOO_LONG = "Deze tekst is te lang: hoogstens 10.000 tekens. Maak hem korter.";
export const UNREADABLE = "De server kan deze wijziging niet verwerken. Verander de tekst, of meld dit aan de beheerder.";

export const WOORDEN = {
    bewaard: "Alles is bewaard.",
    bezig: "Bezig met bewaren…",
    geweigerd: "Eén tekst is niet bewaard. Bij het veld staat waarom.",
    kwijt: "Geen verbinding. Wat u typt blijft op dit apparaat staan en wordt straks verzonden.",
    vol: "Deze browser kan niets op dit apparaat bewaren. Laat de pagina open tot hier ‘Alles is bewaard’ staat.",
    botsing: "Iemand anders veranderde hetzelfde veld. Kies welke tekst blijft.",
    weg: "Uw link werkt niet meer, of de vergadering is er niet meer. Vraag de gespreksleider om een nieuwe link.",
};

export const GEWORDEN = {
    bezig: "De vergadering is begonnen.",
    gesloten: "De vergadering is gesloten.",
};

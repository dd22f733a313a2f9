/* Everything between this device and the server: what is typed goes out, what others typed comes in.

   What is typed stands in this browser's own store (the outbox) before anything is sent, and leaves
   it when the server has answered. So a lost connection, a closed lid or a killed server loses
   nothing: it is sent again, under the same id, and counts once. A field that somebody else changed
   in the meantime comes back as a clash, with both texts; nothing is overwritten in silence. */

import { TOO_LONG, UNREADABLE } from "./woorden.js";

const EVERY = 800;
const QUIET = 350;
const DEAD = 8000;
const PREFIX = "mas-uit-";

/* Changes in one request: together they stay below what the server takes, however long they are. */
const MOST = 50;

/* Answers that say that a request itself is at fault: sent again as it is, it stays so. */
const AT_FAULT = [400, 413, 500];

export function newId(bytes = 12) {
    const random = crypto.getRandomValues(new Uint8Array(bytes));
    return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Reads an outbox; one that is damaged holds nothing that can be sent. */
function read(name) {
    try {
        return JSON.parse(localStorage.getItem(name));
    } catch (error) {
        console.warn("Een oude lijst met wijzigingen is onleesbaar.", error.message);
        return { levend: 0, handelingen: [] };
    }
}

export const keyOf = (object, naam) => `${object}.${naam}`;

export class Verbinding extends EventTarget {
    constructor({ vergadering, formulier, nieuws, langste, alleenLezen = false }) {
        super();
        this.address = `/vergadering/${vergadering}`;
        this.formulier = formulier;
        this.alleenLezen = alleenLezen;
        this.langste = langste;
        this.fields = new Map();
        this.clashes = new Map();
        this.refused = new Set();
        this.revisie = 0;
        this.queue = [];
        this.sending = false;
        this.state = "";
        this.stopped = false;
        this.weg = false; // the link is refused: nothing stays on a device that may be shared
        this.box = `${PREFIX}${vergadering}-${newId(6)}`;
        if (!alleenLezen) {
            this.adopt(`${PREFIX}${vergadering}-`);
        }
        this.first = nieuws;
    }

    /* Takes over what an earlier visit of this browser could not send any more. */
    adopt(prefix) {
        const mine = sessionStorage.getItem("mas-doos");
        Object.keys(localStorage)
            .filter((name) => name.startsWith(prefix))
            .forEach((name) => {
                const held = read(name);
                if (name === mine || Date.now() - held.levend > DEAD) {
                    // whether the earlier visit sent it is not known: as if it did
                    this.queue.push(...held.handelingen.map((act) => ({ ...act, verzonden: true })));
                    localStorage.removeItem(name);
                }
            });
        sessionStorage.setItem("mas-doos", this.box);
        this.save();
    }

    start() {
        this.take(this.first);
        // what an earlier visit could not send is put back on the page first
        this.queue.forEach((act) => {
            if (act.soort === "punt") {
                this.emit("punt", { id: act.object, plaats: 9999, pinnen: [], weg: false });
            } else if (act.soort === "onderdeel") {
                this.emit("onderdeel", {
                    id: act.object, punt: act.punt, soort: act.onderdeel, pin: act.pin, weg: false,
                });
            } else if (act.soort === "veld") {
                this.emit("veld", { object: act.object, naam: act.naam, tekst: act.tekst });
            }
        });
        this.tell();
        this.tick();
    }

    async tick() {
        await this.send();
        await this.ask();
        if (!this.alleenLezen) {
            this.save();
        }
        if (!this.stopped) {
            setTimeout(() => this.tick(), EVERY);
        }
    }

    save() {
        if (this.queue.length && !this.weg) {
            const kept = { levend: Date.now(), handelingen: this.queue };
            try {
                localStorage.setItem(this.box, JSON.stringify(kept));
                this.full = false;
            } catch (error) {
                // typing goes on in memory, and the page says not to close it
                this.full = true;
                console.warn("Deze browser kan niets bewaren.", error.message);
            }
        } else {
            localStorage.removeItem(this.box);
            this.full = false;
        }
    }

    versie(key) {
        return this.fields.get(key)?.versie ?? 0;
    }

    waiting(key) {
        return this.queue.some((act) => act.soort === "veld" && keyOf(act.object, act.naam) === key);
    }

    /* Puts a change in the outbox; typing on in a field replaces what was never sent. What was sent
       may have been carried out, even if no answer came: another text gets an id of its own. */
    put(act) {
        if (act.soort === "veld") {
            const key = keyOf(act.object, act.naam);
            this.refused.delete(key);
            const held = this.queue.find(
                (each) => each.soort === "veld" && !each.verzonden && keyOf(each.object, each.naam) === key,
            );
            if (held) {
                held.tekst = act.tekst;
            } else {
                this.queue.push({ id: newId(), versie: this.versie(key), ...act });
            }
        } else {
            this.forget(act);
            this.queue.push({ id: newId(), ...act });
        }
        this.save();
        this.tell();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.send(), QUIET);
    }

    /* What was refused in a part that goes away needs no mending any more. */
    forget({ soort, object }) {
        if (soort === "onderdeel_weg") {
            this.refused.forEach((key) => key.startsWith(`${object}.`) && this.refused.delete(key));
        }
    }

    /* One change of a field at a time: the next is typed over the version that this one gets. And
       nothing of a part goes before the part itself. */
    sendable() {
        const fields = new Set();
        const stuck = new Set();
        return this.queue.filter((act) => {
            if (stuck.has(act.punt) || stuck.has(act.object)) {
                return false;
            }
            if (act.mislukt && act.soort !== "veld") {
                stuck.add(act.object);
            }
            if (act.soort !== "veld") {
                return true;
            }
            const key = keyOf(act.object, act.naam);
            const goes = !fields.has(key) && !this.clashes.has(key);
            fields.add(key);
            return goes;
        });
    }

    async send() {
        if (this.sending || this.stopped) {
            return;
        }
        this.queue.filter((act) => act.tekst?.length > this.langste)
            .forEach((act) => this.refuse(act, TOO_LONG));
        this.sending = true;
        try {
            await this.deliver(this.sendable().filter((act) => !act.mislukt).slice(0, MOST));
            await this.oneByOne(this.queue.filter((act) => act.mislukt));
        } catch (error) {
            this.lost = true;
            console.info("Niet verzonden; het blijft bewaard.", error.message);
        } finally {
            this.sending = false;
            this.save();
            this.tell();
        }
    }

    /* Sends changes in one request. When the server can't take it they go one by one, so that the one
       that is at fault holds up none of the others. */
    async deliver(acts) {
        if (!acts.length || this.stopped) {
            return;
        }
        acts.forEach((act) => { act.verzonden = true; });
        const body = JSON.stringify({
            handelingen: acts.map(({ verzonden: _, mislukt: __, ...act }) => act),
        });
        const post = () => this.fetch(`${this.address}/handelingen`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-MAS-Formulier": this.formulier },
            body,
        });
        let answer = await post();
        if (answer.status === 403) {
            await this.renew();
            answer = await post();
            this.stopped ||= answer.status === 403;
        }
        this.lost = !answer.ok && !AT_FAULT.includes(answer.status);
        if (answer.ok) {
            const { antwoorden } = await answer.json();
            antwoorden.forEach((each) => this.answered(each));
        } else if (!this.lost && acts.length > 1) {
            acts.forEach((act) => { act.mislukt = true; });
            await this.oneByOne(acts);
        } else if (!this.lost) {
            this.failed(acts[0], answer.status);
        }
    }

    /* Another tab can have got this browser a new cookie, and with it a new value for forms. */
    async renew() {
        const answer = await this.fetch(this.address);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const stand = page.getElementById("stand");
        this.formulier = stand ? JSON.parse(stand.textContent).formulier : this.formulier;
    }

    async oneByOne(acts) {
        for (const act of acts) {
            if (this.sendable().includes(act)) {
                await this.deliver([act]);
            }
        }
    }

    /* A server that stumbles over a change may do better later: until then it stays in the outbox. */
    failed(act, status) {
        act.mislukt = true;
        const typedAnew = act.soort === "veld" && this.queue.some((each) => each !== act
            && each.soort === "veld" && keyOf(each.object, each.naam) === keyOf(act.object, act.naam));
        if (status !== 500 || typedAnew) {
            this.refuse(act, status === 413 ? TOO_LONG : UNREADABLE);
        } else {
            this.emit("geweigerd", { ...act, reden: UNREADABLE });
        }
    }

    refuse({ id }, reden) {
        this.answered({ id, uitkomst: "geweigerd", reden });
    }

    answered(answer) {
        const place = this.queue.findIndex((act) => act.id === answer.id);
        if (place < 0) {
            return;
        }
        const act = this.queue[place];
        const key = keyOf(act.object, act.naam);
        if (answer.uitkomst === "botsing") {
            this.clashes.set(key, answer);
            this.emit("botsing", { ...act, anders: answer.tekst });
            return;
        }
        this.queue.splice(place, 1);
        if (answer.uitkomst === "geweigerd") {
            if (act.soort === "veld" && !this.waiting(key)) {
                this.refused.add(key);
            }
            this.emit("geweigerd", { ...act, reden: answer.reden });
        } else if (act.soort === "veld") {
            this.known(key, { tekst: act.tekst, versie: answer.versie });
            this.queue.filter((each) => each.soort === "veld" && keyOf(each.object, each.naam) === key)
                .forEach((each) => { each.versie = answer.versie; });
            if (!this.refused.has(key)) {
                this.emit("bewaard", act);
            }
        }
    }

    known(key, value) {
        if (this.versie(key) <= value.versie) {
            this.fields.set(key, value);
        }
    }

    /* Ends a clash: my text over the other one, which I have seen; or the other one. */
    settle(object, naam, { keep, tekst }) {
        const key = keyOf(object, naam);
        const other = this.clashes.get(key);
        this.clashes.delete(key);
        this.queue = this.queue.filter(
            (act) => act.soort !== "veld" || keyOf(act.object, act.naam) !== key,
        );
        this.known(key, { tekst: other.tekst, versie: other.versie });
        if (keep) {
            this.put({ soort: "veld", object, naam, tekst });
        } else {
            this.emit("veld", { object, naam, tekst: other.tekst });
        }
        this.save();
        this.tell();
    }

    async ask() {
        if (this.stopped) {
            return;
        }
        const as = this.alleenLezen ? "&scherm=ja" : "";
        try {
            const answer = await this.fetch(`${this.address}/nieuws?revisie=${this.revisie}${as}`);
            this.lost = !answer.ok;
            if (answer.ok) {
                this.take(await answer.json());
            }
        } catch (error) {
            this.lost = true;
            console.info("Geen verbinding.", error.message);
        }
        this.tell();
    }

    async fetch(address, options = {}) {
        const stop = new AbortController();
        const timer = setTimeout(() => stop.abort(), 10000);
        try {
            const answer = await fetch(address, { ...options, cache: "no-store", signal: stop.signal });
            if ([404, 410].includes(answer.status)) {
                this.stopped = true;
                this.weg = true;
                this.emit("weg", { handelingen: this.queue });
            }
            return answer;
        } finally {
            clearTimeout(timer);
        }
    }

    take(nieuws) {
        if (nieuws.revisie < this.revisie) {
            // the server went back to an earlier backup: ask for everything
            this.revisie = 0;
            this.fields.clear();
            return;
        }
        this.revisie = nieuws.revisie;
        nieuws.punten.forEach((punt) => this.emit("punt", punt));
        nieuws.onderdelen.forEach((onderdeel) => this.emit("onderdeel", onderdeel));
        nieuws.velden.forEach((veld) => {
            const key = keyOf(veld.object, veld.naam);
            if (veld.versie <= this.versie(key)) {
                return;
            }
            if (this.waiting(key)) {
                // what was typed here goes first to the server, which will say that it clashes
                return;
            }
            this.known(key, veld);
            this.emit("veld", veld);
        });
        if (this.status && this.status !== nieuws.status) {
            this.emit("status", nieuws);
        }
        this.status = nieuws.status;
        this.emit("klaar", nieuws);
    }

    tell() {
        const state = this.stopped ? "weg" : this.clashes.size ? "botsing"
            : this.full ? "vol" : this.lost ? "kwijt"
                : this.queue.some((act) => !act.mislukt) ? "bezig"
                    : this.refused.size || this.queue.length ? "geweigerd" : "bewaard";
        if (state !== this.state) {
            this.state = state;
            this.emit("stand", { stand: state });
        }
    }

    emit(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}

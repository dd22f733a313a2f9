-- One row per zaak of every current delivery, ready to count.
--
-- zaak_dagen, in calendar days, runs to the outcome: of the zaak and of terugkeer alike.
-- zaak_uitkomst and terugkeer_uitkomst: 1 the event, 2 a competing outcome, 0 censored at the
-- peildatum of the supplier; terugkeer is null where the outcome says that there was no truancy. A
-- gemeente that was merged counts as the gemeente of today.
-- is_volledig: nothing of its schooljaar was forgotten (etl/retention.py).
select
    zaken.zaak_nr,
    leveringen.leverancier,
    zaken.leerling_sleutel,
    gemeenten.nu as gemeentecode,
    gemeenten.regio,
    gemeenten.arrondissement,
    schooljaren.schooljaar,
    zaken.melddatum,
    leveringen.peildatum,
    -- of an older schooljaar only what took long is left
    coalesce(zaken.melddatum >= leveringen.volledig_vanaf, true) as is_volledig,
    zaken.verzuimtype,
    verzuimtypes.spoor,
    verzuimtypes.typegroep,
    verzuimtypes.is_mas,
    zaken.onderwijssoort,
    zaken.leeftijdsgroep,
    zaken.geslacht,
    zaken.signaleringsinstrument,
    coalesce(keuze.categorie, 'nog_geen_keuze'::reference.route) as route,
    zaken.gekozen_route,
    zaken.advies_route,
    advies.categorie as advies,
    coalesce(keuze.is_strafrecht, false) as is_strafrecht,
    coalesce(keuze.is_zwaar, false) as is_zwaar,
    -- four weeks: this product's own line for "early"
    coalesce(gezette_stappen.begin_8 <= zaken.melddatum + 28, false) as is_vroeg,
    -- where no route was needed there is nothing to carry out: the phase of step 8 is not missing
    case
        when keuze.categorie in ('geen_route', 'GEEN_PV') then gezette_stappen.fasen | 8::utinyint
        else gezette_stappen.fasen
    end as fasen,
    afwijkingen.oordeel,
    afwijkingen.bron,
    afwijkingen.richting,
    afwijkingen.is_anders_dan_advies,
    afwijkingen.is_zonder_3_tot_6,
    afwijkingen.is_zonder_7,
    zaken.motivering_categorie,
    zaken.uitkomst,
    zaken.uitkomstdatum,
    coalesce(zaken.uitkomstdatum, leveringen.peildatum) - zaken.melddatum as zaak_dagen,
    (zaken.uitkomst is not null)::tinyint as zaak_uitkomst,
    case
        when zaken.uitkomst is null then 0
        else uitkomsten.terugkeer
    end::tinyint as terugkeer_uitkomst,
    -- from report to outcome within one school holiday: nobody could see the pupil at school
    coalesce(zaken.uitkomstdatum <= kalender.vakantie_tot, false) as in_vakantie,
    duurzaamheid.is_gevolgd as duurzaam_gevolgd,
    duurzaamheid.is_duurzaam as duurzaam,
    duurzaamheid.is_gevolgd_90 as opnieuw_gevolgd,
    duurzaamheid.is_opnieuw_gemeld as opnieuw_gemeld

from loaded.zaken

inner join loaded.leveringen on zaken.levering_nr = leveringen.levering_nr
inner join reference.gemeenten on zaken.gemeentecode = gemeenten.gemeentecode
inner join reference.schooljaren
    -- a school year starts on 1 August
    on year(zaken.melddatum) - (month(zaken.melddatum) < 8)::integer = schooljaren.beginjaar
inner join reference.verzuimtypes on zaken.verzuimtype = verzuimtypes.code
left join reference.uitkomsten on zaken.uitkomst = uitkomsten.code
left join marts.routes as keuze on zaken.gekozen_route = keuze.codes
left join marts.routes as advies on zaken.advies_route = advies.codes
left join marts.gezette_stappen on zaken.zaak_nr = gezette_stappen.zaak_nr
left join marts.afwijkingen on zaken.zaak_nr = afwijkingen.zaak_nr
left join marts.duurzaamheid on zaken.zaak_nr = duurzaamheid.zaak_nr
left join reference.vakantieregios as regios
    on gemeenten.vakantieregio = regios.vakantieregio
left join reference.kalender
    on zaken.melddatum - regios.nulpunt = kalender.sleutel

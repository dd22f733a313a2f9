-- One row per zaak of a whole schooljaar, with small numbers in place of what identifies it.
--
-- leerling is the pupil's smallest zaak_nr, and profiel that of the zaken alike in gemeente,
-- schooljaar and every filter: what holds for one zaak of a profiel holds for all.
--
-- A pupil is 'herhaald' with more than one zaak within the MAS in the schooljaar, wherever.
--
-- kwartaal is a quarter of the schooljaar, 1 from August to October. kwartaal_gevolgd: the supplier
-- followed every zaak of that quarter 90 days; gevolgd_90: it followed this one so long.
select
    zaak_nr,
    min(zaak_nr) over (partition by leerling_sleutel) as leerling,
    min(zaak_nr) over (
        partition by gemeentecode, schooljaar, onderwijssoort, verzuimtype, leeftijdsgroep, geslacht
    ) as profiel,
    gemeentecode,
    regio,
    arrondissement,
    schooljaar,
    onderwijssoort,
    verzuimtype,
    leeftijdsgroep,
    geslacht,
    spoor,
    is_mas,
    sum(is_mas::integer) over (partition by leerling_sleutel, schooljaar) > 1 as is_herhaald,
    typegroep,
    route,
    string_split(coalesce(gekozen_route, ''), '+') as routecodes,
    oordeel,
    bron,
    richting,
    motivering_categorie,
    uitkomst,
    zaak_dagen,
    zaak_uitkomst,
    terugkeer_uitkomst,
    peildatum - melddatum as dagen_gevolgd,
    signaleringsinstrument,
    advies,
    is_zwaar,
    is_strafrecht,
    is_vroeg,
    fasen,
    is_anders_dan_advies,
    is_zonder_3_tot_6,
    is_zonder_7,
    in_vakantie,
    duurzaam_gevolgd,
    duurzaam,
    opnieuw_gevolgd,
    opnieuw_gemeld,
    ((month(melddatum) + 4) % 12) // 3 + 1 as kwartaal,
    (
        date_trunc('month', melddatum) + to_months((3 - (month(melddatum) + 1) % 3)::integer)
    )::date + 89 <= peildatum as kwartaal_gevolgd,
    melddatum + 90 <= peildatum as gevolgd_90,
    terugkeer_uitkomst = 1 and zaak_dagen <= 90 as is_terug_90,
    zaak_uitkomst = 1 and zaak_dagen <= 90 as is_klaar_90

from marts.zaken

where is_volledig

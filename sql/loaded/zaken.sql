-- One row per zaak of every current delivery, as validated.
select
    (levering_nr::bigint << 32) + zaak_nr as zaak_nr,
    levering_nr,
    leerling_sleutel,
    gemeentecode::reference.gebied as gemeentecode,
    melddatum,
    verzuimtype::reference.verzuimtype as verzuimtype,
    onderwijssoort::reference.onderwijssoort as onderwijssoort,
    leeftijdsgroep::reference.leeftijdsgroep as leeftijdsgroep,
    geslacht::reference.geslacht as geslacht,
    signaleringsinstrument::reference.ja_nee_onbekend as signaleringsinstrument,
    advies_route::reference.routes as advies_route,
    gekozen_route::reference.routes as gekozen_route,
    afwijking::reference.ja_nee_onbekend as afwijking,
    gemotiveerd::reference.ja_nee_onbekend as gemotiveerd,
    motivering_categorie::reference.motivering as motivering_categorie,
    uitkomst::reference.uitkomst as uitkomst,
    uitkomstdatum

from read_parquet(getvariable('zaken_files'))

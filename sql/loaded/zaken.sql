-- One row per zaak of every current delivery, as validated.
select
    (levering_nr::bigint << 32) + zaak_nr as zaak_nr,
    levering_nr,
    leerling_sleutel,
    gemeentecode,
    melddatum,
    verzuimtype,
    onderwijssoort,
    leeftijdsgroep,
    geslacht,
    signaleringsinstrument,
    advies_route,
    gekozen_route,
    afwijking,
    gemotiveerd,
    motivering_categorie,
    uitkomst,
    uitkomstdatum

from read_parquet(getvariable('zaken_files'))

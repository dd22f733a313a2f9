-- One row per uitvoering of a step of every current delivery, as validated.
select
    (levering_nr::bigint << 32) + zaak_nr as zaak_nr,
    stap,
    startdatum,
    einddatum

from read_parquet(getvariable('stappen_files'))

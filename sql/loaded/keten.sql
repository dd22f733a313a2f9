-- One row per handover to a partner of every current delivery, as validated.
select
    (levering_nr::bigint << 32) + zaak_nr as zaak_nr,
    partner::reference.terugkoppeling as partner,
    verwijsdatum,
    startdatum,
    einddatum,
    resultaat

from read_parquet(getvariable('keten_files'))

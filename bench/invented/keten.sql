-- Invented handovers: one of every third zaak, some not started and some not ended.
select
    zaak_nr,
    partner,
    verwijsdatum,
    case when hash(zaak_nr, 33) % 8 > 0 and startdatum <= $peildatum then startdatum end
        as startdatum,
    case when hash(zaak_nr, 34) % 4 > 0 and einddatum <= $peildatum then einddatum end as einddatum,
    null::varchar as resultaat

from (
    select
        zaken.zaak_nr,
        list_extract(
            ['halt', 'om', 'rvdk', 'jeugdhulp', 'gemeente'],
            1 + (hash(zaken.zaak_nr, 30) % 5)::integer
        ) as partner,
        zaken.melddatum + 20 as verwijsdatum,
        zaken.melddatum + 20 + (hash(zaken.zaak_nr, 31) % 50)::integer as startdatum,
        zaken.melddatum + 70 + (hash(zaken.zaak_nr, 32) % 90)::integer as einddatum

    from loaded.zaken

    where hash(zaken.zaak_nr, 29) % 3 = 0 and zaken.melddatum + 20 <= $peildatum
) as overgedragen

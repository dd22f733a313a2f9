-- Invented steps: seven in ten of the ten steps of every zaak, in order, some of them open.
select
    zaak_nr,
    stap,
    'leerplicht' as partij,
    startdatum,
    case when hash(zaak_nr, stap, 22) % 20 > 0 and einddatum <= $peildatum then einddatum end
        as einddatum

from (
    select
        zaken.zaak_nr,
        nummers.stap::tinyint as stap,
        zaken.melddatum
        + (4 * (nummers.stap - 1) + hash(zaken.zaak_nr, nummers.stap, 20) % 6)::integer
            as startdatum,
        zaken.melddatum + (
            4 * (nummers.stap - 1)
            + hash(zaken.zaak_nr, nummers.stap, 20) % 6
            + hash(zaken.zaak_nr, nummers.stap, 21) % 45
        )::integer as einddatum

    from loaded.zaken

    cross join range(1, 11) as nummers (stap)

    where hash(zaken.zaak_nr, nummers.stap, 19) % 10 < 7
) as uitgevoerd

where startdatum <= $peildatum

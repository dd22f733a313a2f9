-- One row per handover to a partner and clock on it (overgang), with how long it took and its end.
--
-- uitkomst: 1 the date was reached; 2 the partner or the zaak ended before, by the first of both; 0
-- open at the peildatum of the supplier. A date before the start of the clock counts as day 0.
with

klokken as (

    select
        keten.zaak_nr,
        keten.partner,
        overgangen.code as overgang,
        overgangen.code <> 'rvdk_einde' or zaken.is_strafrecht as telt_voor_norm,
        zaken.peildatum,
        case overgangen.begin_op
            when 'melddatum' then zaken.melddatum else keten.verwijsdatum
        end as van_datum,
        case overgangen.eind_op
            when 'verwijsdatum' then keten.verwijsdatum
            when 'startdatum' then keten.startdatum
            when 'einddatum' then keten.einddatum
        end as bereikt_datum,
        -- the first of the two; null is passed over
        least(
            keten.einddatum,
            case when keten.verwijsdatum <= zaken.uitkomstdatum then zaken.uitkomstdatum end
        ) as gestopt_datum

    from loaded.keten

    inner join marts.zaken on keten.zaak_nr = zaken.zaak_nr
    inner join reference.overgangen on keten.partner = overgangen.partner

)

select
    zaak_nr,
    partner,
    overgang,
    telt_voor_norm,
    greatest(coalesce(bereikt_datum, gestopt_datum, peildatum) - van_datum, 0) as dagen,
    case
        when bereikt_datum is not null then 1
        when gestopt_datum is not null then 2
        else 0
    end::tinyint as uitkomst

from klokken

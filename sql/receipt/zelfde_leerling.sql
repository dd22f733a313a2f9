-- Pupils who, under one pseudonym, cannot be one person: another sex, or an age that does not fit.
--
-- One row per:  zaak of this delivery whose pupil has more than one zaak, or one last time
-- Reads:        receipt.gezien: the zaken of this delivery, and of the previous one (rij is null)
-- Unit:         zaken; an age of a at the melddatum says that the pupil was born between a and
--               a + 1 years before it, and all zaken of a pupil must leave a day that fits
with

per_leerling as (

    select
        leerling_sleutel,
        coalesce(bool_or(geslacht = 'm') and bool_or(geslacht = 'v'), false) as is_ander_geslacht,
        coalesce(
            max(melddatum - to_years(oudst + 1)) >= min(melddatum - to_years(jongst)), false
        ) as is_andere_leeftijd
    from receipt.gezien
    group by leerling_sleutel
    having count(*) > 1

)

select
    gezien.rij,
    per_leerling.is_ander_geslacht,
    per_leerling.is_andere_leeftijd

from receipt.gezien

inner join per_leerling on gezien.leerling_sleutel = per_leerling.leerling_sleutel

where gezien.rij is not null

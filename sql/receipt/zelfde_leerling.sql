-- Pupils who, under one pseudonym, cannot be one person: another sex, or an age that does not fit.
--
-- One row per:  leerling of this delivery with more than one zaak, those of last time included
-- Reads:        receipt.gezien: the zaken of this delivery, and of the previous one (rij is null)
-- Unit:         zaken, those of this delivery alone; an age of a at the melddatum says that the
--               pupil was born between a and a + 1 years before it, and all zaken of a pupil must
--               leave a day that fits
select
    leerling_id,
    count(rij) as zaken,
    coalesce(bool_or(geslacht = 'm') and bool_or(geslacht = 'v'), false) as is_ander_geslacht,
    coalesce(
        max(melddatum - to_years(oudst + 1)) >= min(melddatum - to_years(jongst)), false
    ) as is_andere_leeftijd

from receipt.gezien

group by leerling_id

having
    count(*) > 1
    and count(rij) > 0

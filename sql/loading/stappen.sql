-- The steps to load: sound rows of a zaak that loads, with two dates of that zaak for the checks.
--
-- One row per:  uitvoering of a step
-- Reads:        sound.stappen, loading.zaken
-- Leaves out:   rows set aside, and steps of a zaak that is unknown or set aside
select
    stappen.rij::uinteger as rij,
    zaken.zaak_nr,
    stappen.stap,
    stappen.startdatum,
    stappen.einddatum,
    stappen.partij,
    stappen.resultaat,
    zaken.melddatum,
    zaken.uitkomstdatum

from sound.stappen

inner join loading.zaken
    on stappen.zaak_id = zaken.zaak_id

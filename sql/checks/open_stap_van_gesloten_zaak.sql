-- The loaded steps without an end, of a zaak with an outcome.
--
-- Leaves out:   steps that start after the outcome: 9 and 10 follow it
select rij

from loading.stappen

where
    einddatum is null
    and startdatum <= uitkomstdatum

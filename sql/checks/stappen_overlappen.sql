-- The loaded steps that start before an earlier step of the same zaak has ended.
--
-- Leaves out:   a start on the very day of that end; earlier steps that are still open
select rij

from loading.stappen

qualify startdatum < max(einddatum) over (
    partition by zaak_nr
    order by startdatum, stap, rij
    rows between unbounded preceding and 1 preceding
)

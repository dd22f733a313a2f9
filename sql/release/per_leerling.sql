-- One row per pupil, kenmerk and profiel, of pupils who have more than one row of the kenmerk.
--
-- in_een_profiel: all of them lie in one profiel, and so count in the same cells.
select
    profiel,
    kenmerk,
    leerling,
    count(*)::integer as aantal,
    count(*) over (partition by kenmerk, leerling) = 1 as in_een_profiel

from temp.kenmerken

where not is_enige

group by profiel, kenmerk, leerling

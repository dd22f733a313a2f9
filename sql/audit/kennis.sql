-- One row per zaak of a schooljaar: which partners know it from their own work.
--
-- kennis: the sum of 1 Halt (R2), 2 OM (R4 or PV), 4 RvdK (R3)
select
    zaak_nr,
    profiel,
    list_contains(routecodes, 'R2')::integer
    + 2 * list_has_any(routecodes, ['R4', 'PV'])::integer
    + 4 * list_contains(routecodes, 'R3')::integer as kennis

from temp.zaken

where schooljaar = $schooljaar

-- One row per zaak of a schooljaar that counts for anything, and what partners know of it.
--
-- kennis: the sum of 1 Halt (R2), 2 OM (R4 or PV) and 4 RvdK (R3), from their own work
select
    zaken.zaak_nr,
    zaken.profiel,
    list_contains(zaken.routecodes, 'R2')::integer
    + 2 * zaken.is_strafrecht::integer
    + 4 * list_contains(zaken.routecodes, 'R3')::integer as kennis

from temp.zaken

semi join temp.kenmerken on zaken.zaak_nr = kenmerken.zaak_nr

where zaken.schooljaar = $schooljaar

order by zaken.zaak_nr

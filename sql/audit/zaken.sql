-- One row per zaak of a schooljaar: what partners know of it, and everything that it counts for.
--
-- kennis: the sum of 1 Halt (R2), 2 OM (R4 or PV) and 4 RvdK (R3), from their own work
select
    zaken.profiel,
    list_contains(zaken.routecodes, 'R2')::integer
    + 2 * list_has_any(zaken.routecodes, ['R4', 'PV'])::integer
    + 4 * list_contains(zaken.routecodes, 'R3')::integer as kennis,
    list(kenmerken.kenmerk order by kenmerken.kenmerk) as atoom

from temp.zaken

inner join temp.kenmerken on zaken.zaak_nr = kenmerken.zaak_nr

where zaken.schooljaar = $schooljaar

group by zaken.zaak_nr, zaken.profiel, zaken.routecodes

order by all

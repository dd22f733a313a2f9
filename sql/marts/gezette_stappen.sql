-- One row per zaak with a step on record: which of the steps that ground a choice were taken.
select
    zaak_nr,
    bool_or(stap between 3 and 6) as heeft_3_tot_6,
    bool_or(stap = 7) as heeft_7

from loaded.stappen

group by zaak_nr

-- One row per zaak with a step on record: which were taken, and when steps 8 and 9 began.
--
-- fasen has one bit per phase (1 waarnemen, 2 analyseren, 4 plannen, 8 handelen, 16 evalueren).
select
    stappen.zaak_nr,
    bool_or(stappen.stap between 3 and 6) as heeft_3_tot_6,
    bool_or(stappen.stap = 7) as heeft_7,
    bit_or(fasen.bit) as fasen,
    min(stappen.startdatum) filter (where stappen.stap = 8) as begin_8,
    min(stappen.startdatum) filter (where stappen.stap = 9) as begin_9

from loaded.stappen

inner join reference.fase_van_stap as fasen on stappen.stap = fasen.stap

group by stappen.zaak_nr

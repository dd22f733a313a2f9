-- One row per zaak with a step on record: which were taken, and when steps 8 and 9 began.
--
-- fasen has one bit per phase (1 waarnemen, 2 analyseren, 4 plannen, 8 handelen, 16 evalueren).
with

-- bit n for step n: what follows from the steps is asked once a zaak, not once a step
per_zaak as (

    select
        zaak_nr,
        bit_or(1::usmallint << stap) as gezet,
        min(startdatum) filter (where stap = 8) as begin_8,
        min(startdatum) filter (where stap = 9) as begin_9

    from loaded.stappen

    group by zaak_nr

),

-- at most as many rows as there are sets of ten steps
per_keuze as (

    select
        keuzes.gezet,
        bool_or(fasen.stap between 3 and 6) as heeft_3_tot_6,
        bool_or(fasen.stap = 7) as heeft_7,
        bit_or(fasen.bit) as fasen

    from (select distinct gezet from per_zaak) as keuzes

    inner join reference.fase_van_stap as fasen on (keuzes.gezet >> fasen.stap) & 1 = 1

    group by keuzes.gezet

)

select
    per_zaak.zaak_nr,
    per_keuze.heeft_3_tot_6,
    per_keuze.heeft_7,
    per_keuze.fasen,
    per_zaak.begin_8,
    per_zaak.begin_9

from per_zaak

inner join per_keuze on per_zaak.gezet = per_keuze.gezet

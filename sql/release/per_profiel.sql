-- One row per profiel and kenmerk: the rows of pupils of whom all rows of the kenmerk lie in it.
--
-- Such a pupil is counted here, once for all cells that the profiel counts in; only the others are
-- followed into every cell.
with

delen as (

    select
        profiel,
        kenmerk,
        count(*)::integer as aantal,
        count(*)::integer as leerlingen,
        1 as grootste
    from temp.kenmerken
    where is_enige
    group by profiel, kenmerk

    union all

    select
        profiel,
        kenmerk,
        sum(aantal)::integer as aantal,
        count(*)::integer as leerlingen,
        max(aantal) as grootste
    from temp.per_leerling
    where in_een_profiel
    group by profiel, kenmerk

)

select
    profiel,
    kenmerk,
    sum(aantal)::integer as aantal,
    sum(leerlingen)::integer as leerlingen,
    max(grootste) as grootste

from delen

group by profiel, kenmerk

-- Who is behind each point of a curve: one row per cell, day of the grid and end.
--
-- leerlingen is how many pupils had that end by the day, and grootste the largest number of clocks
-- of one pupil among them. A cell of which no clock ended has no rows.
with

gestopt as (

    select
        cel,
        1 + len(list_filter($grid, lambda dag: dag < dagen)) as vakje,
        sum(aantal) filter (where uitkomst = 1) as af,
        sum(aantal) filter (where uitkomst = 2) as anders

    from temp.gevallen

    where uitkomst in (1, 2)

    group by cel, vakje

),

-- of every pupil one clock counts: the first that ended so
per_vakje as (

    select
        gestopt.cel,
        gestopt.vakje,
        gestopt.af - coalesce(herhaald.af, 0) as af,
        greatest(least(gestopt.af, 1), herhaald.af_grootste) as af_grootste,
        gestopt.anders - coalesce(herhaald.anders, 0) as anders,
        greatest(least(gestopt.anders, 1), herhaald.anders_grootste) as anders_grootste

    from gestopt

    left join temp.herhaald on gestopt.cel = herhaald.cel and gestopt.vakje = herhaald.vakje

),

gebeurd as (

    select
        raster.vakje,
        per_vakje.cel,
        sum(per_vakje.af) filter (where per_vakje.vakje <= raster.vakje) as af,
        max(per_vakje.af_grootste) filter (where per_vakje.vakje <= raster.vakje) as af_grootste,
        sum(per_vakje.anders) filter (where per_vakje.vakje <= raster.vakje) as anders,
        max(per_vakje.anders_grootste) filter (
            where per_vakje.vakje <= raster.vakje
        ) as anders_grootste

    from per_vakje

    cross join temp.raster

    group by per_vakje.cel, raster.vakje

)

select
    cel,
    vakje,
    'af' as uitkomst,
    af as leerlingen,
    af_grootste as grootste
from gebeurd

union all

select
    cel,
    vakje,
    'anders' as uitkomst,
    anders as leerlingen,
    anders_grootste as grootste
from gebeurd

-- Who is behind each point of a curve: one row per cell, day of the grid and end.
--
-- leerlingen is how many pupils had that end by the day (for `open`: still run on after it), and
-- grootste the largest number of clocks of one pupil among them. An open clock that was followed no
-- further than the day counts for neither: it proves nobody.
with

gestopt as (

    select
        cel,
        1 + len(list_filter($grid, lambda dag: dag < dagen)) as vakje,
        sum(aantal) filter (where uitkomst = 1) as af,
        sum(aantal) filter (where uitkomst = 2) as anders,
        sum(aantal) as lopend

    from temp.gevallen

    group by cel, vakje

),

-- of every pupil one clock counts: the first that ended so, or the one that lasts longest
per_vakje as (

    select
        gestopt.cel,
        gestopt.vakje,
        gestopt.af - coalesce(herhaald.af, 0) as af,
        greatest(least(gestopt.af, 1), herhaald.af_grootste) as af_grootste,
        gestopt.anders - coalesce(herhaald.anders, 0) as anders,
        greatest(least(gestopt.anders, 1), herhaald.anders_grootste) as anders_grootste,
        gestopt.lopend - coalesce(herhaald.lopend, 0) as lopend,
        greatest(1, herhaald.lopend_grootste) as lopend_grootste

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
        ) as anders_grootste,
        sum(per_vakje.lopend) filter (where per_vakje.vakje > raster.vakje) as lopend,
        max(per_vakje.lopend_grootste) filter (
            where per_vakje.vakje > raster.vakje
        ) as lopend_grootste

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

union all

select
    cel,
    vakje,
    'open' as uitkomst,
    lopend as leerlingen,
    lopend_grootste as grootste
from gebeurd

-- Who is behind each point of a curve: one row per cell, day of the grid and end.
--
-- leerlingen is how many pupils had that end by the day (for `open`: still run on after it), and
-- grootste the largest number of clocks of one pupil among them. An open clock that was followed no
-- further than the day counts for neither: it proves nobody.
with

-- a pupil's clocks numbered from the first end, and from the last day backwards
geteld as (

    select
        groep as cel,
        vakje,
        uitkomst,
        1 as volgnummer,
        1 as van_achteren

    from temp.gevallen

    where is_enige

    union all

    select
        groep as cel,
        vakje,
        uitkomst,
        row_number() over (partition by groep, leerling, uitkomst order by dagen) as volgnummer,
        row_number() over (partition by groep, leerling order by dagen desc) as van_achteren

    from temp.gevallen

    where not is_enige

),

per_vakje as (

    select
        cel,
        vakje,
        count(*) filter (where uitkomst = 1 and volgnummer = 1) as af,
        max(volgnummer) filter (where uitkomst = 1) as af_grootste,
        count(*) filter (where uitkomst = 2 and volgnummer = 1) as anders,
        max(volgnummer) filter (where uitkomst = 2) as anders_grootste,
        count(*) filter (where van_achteren = 1) as lopend,
        max(van_achteren) as lopend_grootste

    from geteld

    group by cel, vakje

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

-- One row per gemeente with two schooljaren together, and per schooljaar of those as a part of it.
--
-- Takes the place of temp.gebieden.
-- Leaves out: what keeps the cells of the previous release
with

gebieden as (

    select distinct
        gebied,
        samen,
        true as is_samen

    from temp.samen

    where not is_meegenomen

    union all

    select
        samen.gebied || ' ' || samen.schooljaar as gebied,
        samen.samen,
        false as is_samen

    from temp.samen

    where not samen.is_meegenomen

)

select
    row_number() over (order by samen, gebied) as gebied_nr,
    'gemeente' as niveau,
    gebied,
    samen as schooljaar,
    false as is_meegenomen,
    is_samen,
    not is_samen as is_deel

from gebieden

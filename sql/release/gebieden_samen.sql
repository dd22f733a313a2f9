-- One row per gemeente with two schooljaren together, and per schooljaar of those as a part of it.
--
-- Takes the place of temp.gebieden. A part that keeps the cells of the previous release is here
-- only when nothing of it changed since: other cells would not be those of its zaken.
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

    left join temp.meegenomen
        on samen.gebied = meegenomen.gebied and samen.schooljaar = meegenomen.schooljaar

    where not samen.is_meegenomen and not coalesce(meegenomen.is_veranderd, false)

)

select
    row_number() over (order by samen, gebied) as gebied_nr,
    'gemeente' as niveau,
    gebied,
    samen as schooljaar,
    false as is_meegenomen,
    is_samen

from gebieden

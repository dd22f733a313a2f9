-- One row per gemeente with two schooljaren together, and per schooljaar of those as a part of it.
--
-- Takes the place of temp.gebieden. A part is_meegenomen when something of it changed since its
-- cells were counted: these are not those of its zaken, so nobody holds the two to each other.
-- Leaves out: what keeps the cells of the previous release
with

gebieden as (

    select distinct
        gebied,
        samen,
        false as is_meegenomen,
        true as is_samen

    from temp.samen

    where not is_meegenomen

    union all

    select
        samen.gebied || ' ' || samen.schooljaar as gebied,
        samen.samen,
        coalesce(meegenomen.is_veranderd, false) as is_meegenomen,
        false as is_samen

    from temp.samen

    left join temp.meegenomen
        on samen.gebied = meegenomen.gebied and samen.schooljaar = meegenomen.schooljaar

    where not samen.is_meegenomen

)

select
    row_number() over (order by samen, gebied) as gebied_nr,
    'gemeente' as niveau,
    gebied,
    samen as schooljaar,
    is_meegenomen,
    is_samen,
    not is_samen as is_deel

from gebieden

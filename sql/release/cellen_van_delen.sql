-- The cellen with, of every schooljaar that is a part of two together, those that are released of
-- it in the place of what was counted of it again. They stay in the build.
--
-- Leaves out: those of a schooljaar of which something changed since they were counted: they are
--             not of its zaken, so it is attacked as if nothing was shown of it
select
    kubus,
    gebied,
    schooljaar,
    filters,
    code,
    v

from temp.cellen

where not contains(gebied, ' ')

union all

select
    cellen.kubus,
    samen.gebied || ' ' || samen.schooljaar as gebied,
    samen.samen as schooljaar,
    cellen.filters,
    cellen.code,
    cellen.v

from temp.cellen

inner join temp.samen
    on cellen.gebied = samen.gebied and cellen.schooljaar = samen.schooljaar
left join temp.meegenomen
    on samen.gebied = meegenomen.gebied and samen.schooljaar = meegenomen.schooljaar

where
    samen.samen = $schooljaar
    and not samen.is_meegenomen
    and not coalesce(meegenomen.is_veranderd, false)

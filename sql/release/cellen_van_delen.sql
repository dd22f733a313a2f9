-- The cellen with, of every schooljaar that is a part of two together, those that are released of
-- it in the place of what was counted of it again. They stay in the build.
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

where samen.samen = $schooljaar and not samen.is_meegenomen

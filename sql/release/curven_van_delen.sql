-- The curven with those that are released of every schooljaar that is a part of two together: see
-- cellen_van_delen.
select
    kubus,
    gebied,
    schooljaar,
    filters,
    code,
    uitkomst,
    dagen,
    v

from temp.curven

where not contains(gebied, ' ')

union all

select
    curven.kubus,
    samen.gebied || ' ' || samen.schooljaar as gebied,
    samen.samen as schooljaar,
    curven.filters,
    curven.code,
    curven.uitkomst,
    curven.dagen,
    curven.v

from temp.curven

inner join temp.samen
    on curven.gebied = samen.gebied and curven.schooljaar = samen.schooljaar
left join temp.meegenomen
    on samen.gebied = meegenomen.gebied and samen.schooljaar = meegenomen.schooljaar

where
    samen.samen = $schooljaar
    and not samen.is_meegenomen
    and not coalesce(meegenomen.is_veranderd, false)

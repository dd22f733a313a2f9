-- What signaleringsinstrument counts, in one scan.
select
    regio,
    schooljaar,
    spoor,
    route,
    signaleringsinstrument,
    count(*) as zaken

from marts.zaken

group by all

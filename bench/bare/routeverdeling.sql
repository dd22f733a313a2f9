-- What routeverdeling counts, in one scan.
select
    regio,
    schooljaar,
    route,
    count(*) as zaken

from marts.zaken

group by regio, schooljaar, route

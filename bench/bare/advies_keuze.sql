-- What advies_keuze counts, in one scan.
select
    regio,
    schooljaar,
    advies,
    route,
    count(*) as zaken

from marts.zaken

group by all

-- What opnieuw_gemeld counts, in one scan.
select
    regio,
    schooljaar,
    opnieuw_gevolgd,
    opnieuw_gemeld,
    count(*) as zaken

from marts.zaken

group by all

-- What omvang counts, in one scan.
select
    regio,
    schooljaar,
    count(*) as zaken,
    count(distinct leerling_sleutel) as leerlingen

from marts.zaken

group by regio, schooljaar

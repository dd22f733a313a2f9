-- What afwijking_per_stap counts, in one scan.
select
    regio,
    schooljaar,
    bron,
    is_anders_dan_advies,
    is_zonder_3_tot_6,
    is_zonder_7,
    count(*) as zaken

from marts.zaken

group by all

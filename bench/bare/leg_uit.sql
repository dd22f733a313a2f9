-- What leg_uit counts, in one scan.
select
    regio,
    schooljaar,
    oordeel,
    count(*) as zaken

from marts.zaken

group by regio, schooljaar, oordeel

-- What the curves of terugkeer are made of, in one scan: zaken per day and end.
select
    regio,
    schooljaar,
    zaak_dagen,
    terugkeer_uitkomst,
    count(*) as zaken

from marts.zaken

group by regio, schooljaar, zaak_dagen, terugkeer_uitkomst

-- What voorraad counts, in one scan.
select
    regio,
    schooljaar,
    zaak_uitkomst,
    zaak_dagen,
    count(*) as zaken

from marts.zaken

group by all

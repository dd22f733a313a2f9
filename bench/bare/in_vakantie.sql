-- What in_vakantie counts, in one scan.
select
    regio,
    schooljaar,
    zaak_uitkomst,
    in_vakantie,
    count(*) as zaken

from marts.zaken

group by all

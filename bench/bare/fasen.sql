-- What fasen counts, in one scan.
select
    regio,
    schooljaar,
    zaak_uitkomst,
    is_zwaar,
    is_vroeg,
    fasen,
    count(*) as zaken

from marts.zaken

group by all

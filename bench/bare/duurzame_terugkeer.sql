-- What duurzame_terugkeer counts, in one scan.
select
    regio,
    schooljaar,
    duurzaam_gevolgd,
    duurzaam,
    count(*) as zaken

from marts.zaken

group by all

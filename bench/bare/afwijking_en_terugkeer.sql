-- What afwijking_en_terugkeer counts, in one scan.
select
    regio,
    schooljaar,
    oordeel,
    richting,
    zaak_dagen,
    zaak_uitkomst,
    terugkeer_uitkomst,
    peildatum - melddatum as dagen_gevolgd,
    count(*) as zaken

from marts.zaken

group by all

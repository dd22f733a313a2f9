-- What thuiszitters counts, in one scan.
select
    regio,
    schooljaar,
    typegroep,
    terugkeer_uitkomst,
    zaak_uitkomst,
    zaak_dagen,
    peildatum - melddatum as dagen_gevolgd,
    count(*) as zaken

from marts.zaken

group by all

-- One row per zaak of two schooljaren together, with the gemeente in the place of a regio.
--
-- Of the gemeente, each schooljaar is a part as a gemeente is of a regio: what counts zaken by
-- area, and what attacks that, need not know that it are years. Takes the place of temp.zaken, when
-- all single schooljaren are counted.
-- Leaves out: what keeps the cells of the previous release
select -- noqa: AM04
    zaken.* replace (
        zaken.gemeentecode || ' ' || zaken.schooljaar as gemeentecode,
        zaken.gemeentecode::varchar as regio,
        samen.samen as arrondissement,
        samen.samen as schooljaar
    )

from temp.zaken

inner join temp.samen
    on zaken.gemeentecode = samen.gebied and zaken.schooljaar = samen.schooljaar

where not samen.is_meegenomen

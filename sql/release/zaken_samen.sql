-- One row per zaak of two schooljaren together, with the gemeente in the place of a regio.
--
-- Of the gemeente, each schooljaar is a part as a gemeente is of a regio: what counts zaken by
-- area, and what attacks that, need not know that it are years. Takes the place of temp.zaken, when
-- all single schooljaren are counted.
-- Leaves out: what keeps the cells of the previous release
select
    zaken.zaak_nr,
    zaken.leerling,
    zaken.profiel,
    zaken.gemeentecode || ' ' || zaken.schooljaar as gemeentecode,
    zaken.gemeentecode::varchar as regio,
    samen.samen as arrondissement,
    samen.samen as schooljaar,
    zaken.onderwijssoort,
    zaken.verzuimtype,
    zaken.leeftijdsgroep,
    zaken.geslacht,
    zaken.spoor,
    zaken.is_mas,
    zaken.is_herhaald,
    zaken.typegroep,
    zaken.route,
    zaken.routecodes,
    zaken.oordeel,
    zaken.bron,
    zaken.richting,
    zaken.motivering_categorie,
    zaken.uitkomst,
    zaken.zaak_dagen,
    zaken.zaak_uitkomst,
    zaken.terugkeer_uitkomst,
    zaken.dagen_gevolgd,
    zaken.signaleringsinstrument,
    zaken.advies,
    zaken.is_zwaar,
    zaken.is_strafrecht,
    zaken.is_vroeg,
    zaken.fasen,
    zaken.is_anders_dan_advies,
    zaken.is_zonder_3_tot_6,
    zaken.is_zonder_7,
    zaken.in_vakantie,
    zaken.duurzaam_gevolgd,
    zaken.duurzaam,
    zaken.opnieuw_gevolgd,
    zaken.opnieuw_gemeld,
    zaken.kwartaal,
    zaken.kwartaal_gevolgd,
    zaken.gevolgd_90,
    zaken.is_terug_90,
    zaken.is_klaar_90

from temp.zaken

inner join temp.samen
    on zaken.gemeentecode = samen.gebied and zaken.schooljaar = samen.schooljaar

where not samen.is_meegenomen

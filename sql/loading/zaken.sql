-- The zaken to load: sound rows, numbered by their place in the file, with the age as a band.
--
-- One row per:  zaak
-- Reads:        sound.zaken
-- Leaves out:   rows set aside; their keys of our own are in keyed.zaken
select
    rij,
    zaak_id,
    leerling_id,
    gemeentecode,
    melddatum,
    verzuimtype,
    onderwijssoort,
    leeftijd,
    groep as leeftijdsgroep,
    advies_route,
    gekozen_route,
    motivering_categorie,
    uitkomst,
    uitkomstdatum,
    (rij + 1)::integer as zaak_nr,
    coalesce(geslacht, 'onbekend') as geslacht,
    coalesce(signaleringsinstrument, 'onbekend') as signaleringsinstrument,
    coalesce(afwijking, 'onbekend') as afwijking,
    coalesce(gemotiveerd, 'onbekend') as gemotiveerd

from sound.zaken

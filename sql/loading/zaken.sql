-- The zaken to load: sound rows under keys of our own, numbered from 1, with the age as a band.
--
-- One row per:  zaak
-- Reads:        sound.zaken
-- Leaves out:   rows set aside; the originals of both pseudonyms do not leave this database
-- Keys:         HMAC-SHA256 under a key per supplier, whose two pads are $inner_pad and $outer_pad
select
    rij,
    zaak_id,
    gemeentecode,
    melddatum,
    verzuimtype,
    onderwijssoort,
    groep as leeftijdsgroep,
    advies_route,
    gekozen_route,
    motivering_categorie,
    uitkomst,
    uitkomstdatum,
    row_number() over (order by rij)::integer as zaak_nr,
    left(sha256($outer_pad || unhex(sha256($inner_pad || encode(zaak_id)))), 32)::uuid
        as zaak_sleutel,
    left(sha256($outer_pad || unhex(sha256($inner_pad || encode(leerling_id)))), 32)::uuid
        as leerling_sleutel,
    coalesce(geslacht, 'onbekend') as geslacht,
    coalesce(signaleringsinstrument, 'onbekend') as signaleringsinstrument,
    coalesce(afwijking, 'onbekend') as afwijking,
    coalesce(gemotiveerd, 'onbekend') as gemotiveerd

from sound.zaken

-- The handovers to load: sound rows of a zaak that loads, with its melddatum for the checks.
--
-- One row per:  handover to a partner
-- Reads:        sound.keten, loading.zaken
-- Leaves out:   rows set aside, and handovers of a zaak that is unknown or set aside
select
    keten.rij::uinteger as rij,
    zaken.zaak_nr,
    keten.partner,
    keten.verwijsdatum,
    keten.startdatum,
    keten.einddatum,
    keten.resultaat,
    zaken.melddatum

from sound.keten

inner join loading.zaken
    on keten.zaak_id = zaken.zaak_id

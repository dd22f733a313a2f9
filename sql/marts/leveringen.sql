-- One row per current delivery: whose it is and how far its follow-up reaches.
select
    levering_nr,
    leverancier,
    -- what keys and fingerprints go by: another spelling of the name is no other supplier
    sleutelnaam,
    bronsysteem,
    peildatum,
    digest

from loaded.leveringen

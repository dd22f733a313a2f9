-- One row per current delivery: whose it is and how far its follow-up reaches.
select
    levering_nr,
    leverancier,
    bronsysteem,
    peildatum,
    digest

from loaded.leveringen

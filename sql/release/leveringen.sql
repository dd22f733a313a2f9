-- One row per current delivery: whose it is and how far its follow-up reaches.
select
    leverancier,
    peildatum,
    bronsysteem

from marts.leveringen

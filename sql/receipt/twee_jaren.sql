-- The zaken of the twelve months up to the peildatum, and of the twelve months before those.
--
-- One row per:  delivery (a single row)
-- Reads:        loading.zaken
-- Unit:         zaken; `is_heel` says whether the export goes back that far, give or take a month
select
    count(*) filter (where melddatum > $peildatum::date - interval 1 year) as laatste,
    count(*) filter (
        where melddatum > $peildatum::date - interval 2 year
        and melddatum <= $peildatum::date - interval 1 year
    ) as ervoor,
    coalesce(
        min(melddatum) <= $peildatum::date - interval 2 year + interval 1 month, false
    ) as is_heel

from loading.zaken

-- One row per delivered file and rule that found something: how often, through the gate.
--
-- Leaves out: what the gate hides. A rule that found nothing and one that found a few are alike.
select
    leverancier,
    bestand,
    code,
    coalesce(kolom, '') as kolom,
    gevolg,
    poort(sum(aantal), sum(aantal), 0) as aantal

from marts.bevindingen

group by leverancier, bestand, code, coalesce(kolom, ''), gevolg

having poort(sum(aantal), sum(aantal), 0) is not null

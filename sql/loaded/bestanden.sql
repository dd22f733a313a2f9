-- One row per file of a current delivery: how many rows were read, loaded and set aside.
select
    bestanden.levering_nr,
    bestanden.bestand.bestand as bestand,
    bestanden.bestand.gelezen as gelezen,
    bestanden.bestand.geladen as geladen,
    bestanden.bestand.apart as apart,
    bestanden.bestand.bevindingen as bevindingen

from (
    select
        levering_nr,
        unnest(bestanden) as bestand
    from loaded.ontvangstbewijzen
) as bestanden

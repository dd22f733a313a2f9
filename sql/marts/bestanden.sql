-- One row per file of a current delivery: how many rows were read, loaded and set aside.
select
    leveringen.leverancier,
    bestanden.bestand,
    bestanden.gelezen,
    bestanden.geladen,
    bestanden.apart

from loaded.bestanden

inner join loaded.leveringen on bestanden.levering_nr = leveringen.levering_nr

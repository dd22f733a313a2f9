-- One row per file of a current delivery and rule that found something in it.
select
    leveringen.leverancier,
    gevonden.bestand,
    gevonden.bevinding.code as code,
    gevonden.bevinding.kolom as kolom,
    gevonden.bevinding.gevolg as gevolg,
    gevonden.bevinding.aantal as aantal

from (
    select
        levering_nr,
        bestand,
        unnest(bevindingen) as bevinding
    from loaded.bestanden
) as gevonden

inner join loaded.leveringen on gevonden.levering_nr = leveringen.levering_nr

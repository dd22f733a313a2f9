-- One row per file of a current delivery and rule: the formal verdict of Great Expectations.
select
    leveringen.leverancier,
    bestanden.bestand,
    gekeurd.keuring.code as code,
    gekeurd.keuring.gekeurd as gekeurd,
    gekeurd.keuring.aantal as aantal

from (
    select
        levering_nr,
        unnest(keuringen) as keuring
    from loaded.ontvangstbewijzen
) as gekeurd

inner join loaded.leveringen on gekeurd.levering_nr = leveringen.levering_nr
inner join loaded.bestanden
    on
        gekeurd.levering_nr = bestanden.levering_nr
        and gekeurd.keuring.bestand = bestanden.geleverd

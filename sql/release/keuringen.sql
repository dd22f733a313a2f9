-- One row per delivered file and rule: the formal verdict, its counts through the gate.
select
    leverancier,
    bestand,
    code,
    poort(gekeurd, gekeurd, 0) as gekeurd,
    poort(aantal, aantal, 0) as aantal

from marts.keuringen

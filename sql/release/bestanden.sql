-- One row per delivered file: rows read, loaded and set aside, through the gate.
select
    leverancier,
    bestand,
    poort(gelezen, gelezen, 0) as gelezen,
    poort(geladen, geladen, 0) as geladen,
    poort(apart, apart, 0) as apart

from marts.bestanden

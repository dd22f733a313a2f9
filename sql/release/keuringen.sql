-- One row per delivered file and rule: the formal verdict, as far as the gate lets it show.
--
-- gekeurd is false only where so many rows broke the rule that their number is shown: a rule that a
-- few rows broke and one that none broke are alike.
select
    leverancier,
    bestand,
    code,
    poort(aantal, aantal, 0) is null as gekeurd,
    poort(aantal, aantal, 0) as aantal

from marts.keuringen

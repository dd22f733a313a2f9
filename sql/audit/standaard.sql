-- One row per code of the expected counts and stratum: what a zaak of it adds, in millionths.
select
    code,
    onderwijssoort,
    verzuimtype,
    leeftijdsgroep,
    gewicht

from temp.standaard

order by all

-- One row per number of pupils of every current delivery, as validated.
select
    levering_nr,
    gemeentecode,
    schooljaar,
    onderwijssoort,
    leerlingen

from read_parquet(getvariable('noemers_files'))

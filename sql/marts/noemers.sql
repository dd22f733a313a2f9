-- One row per gemeente, schooljaar and onderwijssoort: its pupils, by the newest delivery.
select
    noemers.gemeentecode,
    gemeenten.regio,
    gemeenten.arrondissement,
    noemers.schooljaar,
    noemers.onderwijssoort,
    arg_max(
        noemers.leerlingen, (leveringen.peildatum, leveringen.levering_nr)
    ) as leerlingen

from loaded.noemers

inner join loaded.leveringen on noemers.levering_nr = leveringen.levering_nr
inner join reference.gemeenten on noemers.gemeentecode = gemeenten.gemeentecode

group by
    noemers.gemeentecode,
    gemeenten.regio,
    gemeenten.arrondissement,
    noemers.schooljaar,
    noemers.onderwijssoort

-- One row per profiel of a schooljaar: the areas that it counts in, and its filters.
select
    zaken.profiel,
    zaken.gemeentecode,
    regiogroepen.gebied as regio,
    zaken.arrondissement,
    any_value(zaken.onderwijssoort) as onderwijssoort,
    any_value(zaken.verzuimtype) as verzuimtype,
    any_value(zaken.leeftijdsgroep) as leeftijdsgroep,
    any_value(zaken.geslacht) as geslacht,
    any_value(zaken.spoor) as spoor,
    any_value(zaken.is_mas) as is_mas

from temp.zaken

inner join temp.regiogroepen on zaken.regio = regiogroepen.regio

where zaken.schooljaar = $schooljaar

group by zaken.profiel, zaken.gemeentecode, regiogroepen.gebied, zaken.arrondissement

order by zaken.profiel

-- One row per area and schooljaar that can have numbers at all, before the ladder.
--
-- A gemeente when its zaken pass the gate; a regio (or the pair it is released with) and an
-- arrondissement when at least $min_areas of its gemeenten do; the country when at least that many
-- regio's are there.
with

per_leerling as (

    select
        gemeentecode,
        regio,
        arrondissement,
        schooljaar,
        leerling,
        count(*) as zaken

    from temp.zaken

    where is_mas

    group by gemeentecode, regio, arrondissement, schooljaar, leerling

),

gemeenten as (

    select
        gemeentecode,
        regio,
        arrondissement,
        schooljaar

    from per_leerling

    group by gemeentecode, regio, arrondissement, schooljaar

    having poort(sum(zaken), count(*), max(zaken)) is not null

),

regios as (

    select
        regiogroepen.gebied,
        gemeenten.schooljaar

    from gemeenten

    inner join temp.regiogroepen on gemeenten.regio = regiogroepen.regio

    group by regiogroepen.gebied, gemeenten.schooljaar

    having count(*) >= $min_areas

),

arrondissementen as (

    select
        arrondissement as gebied,
        schooljaar

    from gemeenten

    group by arrondissement, schooljaar

    having count(*) >= $min_areas

),

gebieden as (

    select
        'gemeente' as niveau,
        gemeentecode as gebied,
        schooljaar
    from gemeenten

    union all

    select
        'regio' as niveau,
        gebied,
        schooljaar
    from regios

    union all

    select
        'arrondissement' as niveau,
        gebied,
        schooljaar
    from arrondissementen

    union all

    select
        'land' as niveau,
        'NL' as gebied,
        schooljaar
    from regios
    group by schooljaar
    having count(*) >= $min_areas

)

select
    row_number() over (order by schooljaar, niveau, gebied) as gebied_nr,
    niveau,
    gebied,
    schooljaar

from gebieden

-- One row per area and schooljaar that can have numbers at all, before the ladder.
--
-- What keeps the cells of the previous release (is_meegenomen) is there when it was there.
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
        per_leerling.gemeentecode,
        per_leerling.regio,
        per_leerling.arrondissement,
        per_leerling.schooljaar

    from per_leerling

    left join temp.meegenomen
        on
            per_leerling.gemeentecode = meegenomen.gebied
            and per_leerling.schooljaar = meegenomen.schooljaar

    group by
        per_leerling.gemeentecode,
        per_leerling.regio,
        per_leerling.arrondissement,
        per_leerling.schooljaar,
        meegenomen.was_getoond

    having
        coalesce(
            meegenomen.was_getoond,
            poort(sum(per_leerling.zaken), count(*), max(per_leerling.zaken)) is not null
        )

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

geteld as (

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

),

gebieden as (

    select
        geteld.niveau,
        geteld.gebied,
        geteld.schooljaar,
        false as is_meegenomen

    from geteld

    left join temp.meegenomen
        on geteld.gebied = meegenomen.gebied and geteld.schooljaar = meegenomen.schooljaar

    where meegenomen.gebied is null

    union all

    select
        niveaus.niveau,
        meegenomen.gebied,
        meegenomen.schooljaar,
        true as is_meegenomen

    from temp.meegenomen

    inner join temp.niveaus on meegenomen.gebied = niveaus.gebied
    -- two schooljaren together come later
    inner join temp.schooljarenlijst on meegenomen.schooljaar = schooljarenlijst.schooljaar

    where meegenomen.was_getoond

)

select
    row_number() over (order by schooljaar, niveau, gebied) as gebied_nr,
    niveau,
    gebied,
    schooljaar,
    is_meegenomen,
    false as is_samen,
    false as is_deel

from gebieden

-- How many gemeenten of an area delivered, for every area and every schooljaar of the release.
--
-- A gemeente counts from the first to the last schooljaar in which its zaken pass the gate, and in
-- every one when they do so only all years together. A gemeente with fewer and one that delivered
-- nothing are the same here: the difference would be a count below the threshold.
with

schooljaren as (

    select distinct schooljaar

    from temp.gebieden

),

per_leerling as (

    select
        gemeentecode,
        leerling,
        count(*) as zaken

    from temp.zaken

    where is_mas

    group by gemeentecode, leerling

),

samen as (

    select gemeentecode

    from per_leerling

    group by gemeentecode

    having poort(sum(zaken), count(*), max(zaken)) is not null

),

jaren as (

    select
        gebied as gemeentecode,
        min(schooljaar) as eerste,
        max(schooljaar) as laatste

    from temp.gebieden

    where niveau = 'gemeente'

    group by gebied

),

blokken as (

    select distinct
        gebied,
        schooljaar

    from temp.prenten

),

-- of which nothing was counted again in any schooljaar
onveranderd as (

    select blokken.gebied as gemeentecode

    from blokken

    left join temp.meegenomen
        on blokken.gebied = meegenomen.gebied and blokken.schooljaar = meegenomen.schooljaar

    group by blokken.gebied

    having count(*) = count(meegenomen.gebied)

),

geleverd as (

    select
        schooljaren.schooljaar,
        gemeentelijst.gemeentecode,
        case
            when
                meegenomen.gebied is not null or onveranderd.gemeentecode is not null
                then coalesce(vorige_dekking.geleverd = 1, false)
            else coalesce(
                schooljaren.schooljaar between jaren.eerste and jaren.laatste,
                samen.gemeentecode is not null
            )
        end as is_geleverd

    from schooljaren

    cross join temp.gemeentelijst
    left join jaren on gemeentelijst.gemeentecode = jaren.gemeentecode
    left join samen on gemeentelijst.gemeentecode = samen.gemeentecode
    left join onveranderd on gemeentelijst.gemeentecode = onveranderd.gemeentecode
    left join temp.meegenomen
        on
            gemeentelijst.gemeentecode = meegenomen.gebied
            and schooljaren.schooljaar = meegenomen.schooljaar
    left join temp.vorige_dekking
        on
            gemeentelijst.gemeentecode = vorige_dekking.gebied
            and schooljaren.schooljaar = vorige_dekking.schooljaar

)

select
    gebiedslijst.gebied,
    geleverd.schooljaar,
    count(*) filter (where geleverd.is_geleverd) as geleverd,
    count(*) as gemeenten

from geleverd

inner join temp.gebiedslijst on geleverd.gemeentecode = gebiedslijst.gemeentecode

group by gebiedslijst.gebied, geleverd.schooljaar

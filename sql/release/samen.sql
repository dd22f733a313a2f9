-- One row per gemeente, schooljaar and the two schooljaren together that it is counted in as well.
--
-- A gemeente has its two schooljaren together when both are there and one of them has a released
-- total below $together_below. What keeps the cells of the previous release is there when it was.
with

per_leerling as (

    select
        gemeentecode,
        schooljaar,
        leerling,
        count(*) as zaken

    from temp.zaken

    where is_mas

    group by gemeentecode, schooljaar, leerling

),

geteld as (

    select
        gemeentecode as gebied,
        schooljaar,
        poort(sum(zaken), count(*), max(zaken)) as v

    from per_leerling

    group by gemeentecode, schooljaar

),

gemeenten as (

    select
        gebieden.gebied,
        gebieden.schooljaar,
        schooljarenlijst.samen,
        case when gebieden.is_meegenomen then vorige_cellen.v else geteld.v end as v

    from temp.gebieden

    inner join temp.schooljarenlijst on gebieden.schooljaar = schooljarenlijst.schooljaar
    left join geteld
        on gebieden.gebied = geteld.gebied and gebieden.schooljaar = geteld.schooljaar
    left join temp.vorige_cellen
        on
            gebieden.gebied = vorige_cellen.gebied
            and gebieden.schooljaar = vorige_cellen.schooljaar
            and vorige_cellen.kubus = 'omvang'
            and vorige_cellen.code = 'zaken'
            and vorige_cellen.filters = ''

    where gebieden.niveau = 'gemeente'

),

tweetallen as (

    select
        gebied,
        samen,
        min(coalesce(v, 0)) as kleinste

    from gemeenten

    group by gebied, samen

    having count(*) > 1

)

select
    gemeenten.gebied,
    gemeenten.schooljaar,
    gemeenten.samen,
    meegenomen.gebied is not null as is_meegenomen

from gemeenten

inner join tweetallen
    on gemeenten.gebied = tweetallen.gebied and gemeenten.samen = tweetallen.samen
left join temp.meegenomen
    on gemeenten.gebied = meegenomen.gebied and gemeenten.samen = meegenomen.schooljaar

where coalesce(meegenomen.was_getoond, tweetallen.kleinste < $together_below)

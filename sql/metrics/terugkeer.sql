-- How many are back in education, and how soon after the report.
--
-- One row per:  gebied, schooljaar, dagen (the landmarks of the catalogue)
-- Reads:        marts.zaken (through zaken_van)
-- Counts:       zaken, by how they stand that many days after the report (Aalen–Johansen)
-- Leaves out:   outcomes that say there was no truancy; doorstroompunt_18plus unless asked for;
--               the shares where less than half were followed that long (zaken stays)
-- Unit:         terug, andere_uitkomst and nog_open are fractions, together 1
with

gekozen as (

    select *
    from zaken_van(
        $niveau, $gebied, $schooljaar,
        $onderwijssoort, $verzuimtype, $leeftijdsgroep, $geslacht, $spoor
    )

),

tijden as (

    select
        {'gebied': gebied, 'schooljaar': schooljaar} as groep,
        zaak_dagen as dagen,
        terugkeer_uitkomst as uitkomst

    from gekozen

    where terugkeer_uitkomst is not null

),

noemers as (

    select
        gebied,
        schooljaar,
        {'gebied': gebied, 'schooljaar': schooljaar} as groep,
        count(*) filter (where terugkeer_uitkomst is not null) as zaken

    from gekozen

    group by gebied, schooljaar

),

curve as (

    select
        groep,
        dagen,
        terug,
        anders,
        open,
        terug_se,
        gevolgd_na

    from aalen_johansen('tijden')

),

termijnen as (

    select
        noemers.gebied,
        noemers.schooljaar,
        noemers.groep,
        noemers.zaken,
        termijnen.dagen

    from noemers

    cross join reference.termijnen

),

stand as (

    select
        termijnen.gebied,
        termijnen.schooljaar,
        termijnen.groep,
        termijnen.zaken,
        termijnen.dagen,
        coalesce(curve.terug, 0) as terug,
        coalesce(curve.terug_se, 0) as terug_se,
        coalesce(curve.anders, 0) as andere_uitkomst,
        coalesce(curve.open, 1) as nog_open

    from termijnen

    asof left join curve
        on termijnen.groep = curve.groep and termijnen.dagen >= curve.dagen

),

gevolgd as (

    select
        stand.*,
        stand.zaken > 0 and coalesce(curve.gevolgd_na, 1) >= 0.5 - 1e-9 as is_gevolgd

    from stand

    -- followed until just before the landmark: what is censored on that very day still counts
    asof left join curve
        on stand.groep = curve.groep and stand.dagen > curve.dagen

)

select
    gebied,
    schooljaar,
    dagen,
    zaken,
    case when is_gevolgd then terug end as terug,
    case when is_gevolgd then terug_se end as terug_se,
    case when is_gevolgd then andere_uitkomst end as andere_uitkomst,
    case when is_gevolgd then nog_open end as nog_open

from gevolgd

order by gebied, schooljaar, dagen

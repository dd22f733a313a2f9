-- One row per view and group of its zaken: how many of them did not end with a return, rounded.
--
-- What is open and what ended otherwise are released apart, and as the ends of a curve. Here they
-- are one number, so that no parts tell that nearly nobody of a small group came back.
-- Counts:     of terugkeer what it counts, of all zaken also an outcome that was no truancy
-- Leaves out: views with more than one filter, which have no outcomes. Stays in the build
with

niet_terug as (

    select
        profiel,
        unnest([
            ['omvang', 'zaken'],
            ['terugkeer', case when terugkeer_uitkomst is not null then 'alle' end],
            ['terugkeer', case when terugkeer_uitkomst is not null then typegroep end]
        ]) as groep

    from temp.zaken

    where schooljaar = $schooljaar and terugkeer_uitkomst is distinct from 1

),

per_profiel as (

    select
        niet_terug.profiel,
        codelijst.kenmerk,
        count(*) as n

    from niet_terug

    inner join temp.codelijst
        on niet_terug.groep[1] = codelijst.kubus and niet_terug.groep[2] = codelijst.code

    group by niet_terug.profiel, codelijst.kenmerk

)

select
    plekken.gebied_nr,
    plekken.filter_nr,
    per_profiel.kenmerk as van_kenmerk,
    ($rounding * ((sum(per_profiel.n) + $rounding // 2) // $rounding))::integer as v

from per_profiel

inner join temp.plekken on per_profiel.profiel = plekken.profiel and plekken.aantal < 2

group by plekken.gebied_nr, plekken.filter_nr, per_profiel.kenmerk

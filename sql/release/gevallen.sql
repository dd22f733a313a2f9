-- One row per cell with a curve, day and end: how many of its clocks stopped so on that day.
--
-- A cell has a curve when its shown total is $own or more.
with

per_profiel as (

    select
        tijden.profiel,
        tijden.kenmerk,
        tijden.dagen,
        tijden.uitkomst,
        count(*)::integer as aantal

    from temp.tijden

    inner join temp.codelijst on tijden.kenmerk = codelijst.kenmerk

    where codelijst.kubus = $kubus

    group by tijden.profiel, tijden.kenmerk, tijden.dagen, tijden.uitkomst

)

select
    tellingen.cel,
    per_profiel.dagen,
    per_profiel.uitkomst,
    sum(per_profiel.aantal)::integer as aantal

from per_profiel

inner join temp.plekken on per_profiel.profiel = plekken.profiel
inner join temp.tellingen
    on
        plekken.gebied_nr = tellingen.gebied_nr
        and plekken.filter_nr = tellingen.filter_nr
        and per_profiel.kenmerk = tellingen.kenmerk

where
    tellingen.v >= $own
    -- says what the join with tellingen implies: without it DuckDB joins in a far slower order
    and plekken.aantal <= $most_filters

group by tellingen.cel, per_profiel.dagen, per_profiel.uitkomst

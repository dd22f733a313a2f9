-- One row per cell with a curve and day: how its clocks stopped, and who is behind them.
--
-- A cell has a curve when its shown total is $own or more. exits_1, exits_2 and censored are clocks
-- by how they ended. The others tell of pupils: af and anders those of whom this is the first clock
-- that ended so, and lopend those of whom no clock lasted longer. *_grootste is how many clocks of
-- one pupil ended so by then, or had not stopped before.
-- Reads:  the clocks of a pupil within one profiel are numbered once for all of its cells; only the
--         others are followed into every cell
with

cellen as (

    select
        cel,
        gebied_nr,
        filter_nr,
        kenmerk

    from temp.tellingen

    where v >= $own

),

soorten as (

    select kenmerk

    from temp.codelijst

    where kubus = $kubus

),

genummerd as (

    select
        tijden.profiel,
        tijden.kenmerk,
        tijden.leerling,
        tijden.dagen,
        tijden.uitkomst,
        row_number() over (
            partition by tijden.kenmerk, tijden.leerling, tijden.uitkomst order by tijden.dagen
        ) as volgnummer,
        row_number() over (
            partition by tijden.kenmerk, tijden.leerling order by tijden.dagen desc
        ) as van_achteren,
        min(tijden.profiel) over (partition by tijden.kenmerk, tijden.leerling)
        = max(tijden.profiel) over (partition by tijden.kenmerk, tijden.leerling)
            as in_een_profiel

    from temp.tijden

    inner join soorten on tijden.kenmerk = soorten.kenmerk

    where not tijden.is_enige

),

per_profiel as (

    select
        tijden.profiel,
        tijden.kenmerk,
        tijden.dagen,
        tijden.uitkomst,
        1 as volgnummer,
        1 as van_achteren

    from temp.tijden

    inner join soorten on tijden.kenmerk = soorten.kenmerk

    where tijden.is_enige

    union all

    select
        profiel,
        kenmerk,
        dagen,
        uitkomst,
        volgnummer,
        van_achteren

    from genummerd

    where in_een_profiel

),

geteld_per_profiel as (

    select
        profiel,
        kenmerk,
        dagen,
        count(*) filter (where uitkomst = 1)::integer as exits_1,
        count(*) filter (where uitkomst = 2)::integer as exits_2,
        count(*) filter (where uitkomst = 0)::integer as censored,
        count(*) filter (where uitkomst = 1 and volgnummer = 1)::integer as af,
        count(*) filter (where uitkomst = 2 and volgnummer = 1)::integer as anders,
        count(*) filter (where van_achteren = 1)::integer as lopend,
        max(volgnummer) filter (where uitkomst = 1)::integer as af_grootste,
        max(volgnummer) filter (where uitkomst = 2)::integer as anders_grootste,
        max(van_achteren)::integer as lopend_grootste

    from per_profiel

    group by profiel, kenmerk, dagen

),

verspreid as (

    select
        cellen.cel,
        genummerd.dagen,
        genummerd.uitkomst,
        row_number() over (
            partition by cellen.cel, genummerd.leerling, genummerd.uitkomst
            order by genummerd.dagen
        ) as volgnummer,
        row_number() over (
            partition by cellen.cel, genummerd.leerling order by genummerd.dagen desc
        ) as van_achteren

    from genummerd

    inner join temp.plekken on genummerd.profiel = plekken.profiel
    inner join cellen
        on
            plekken.gebied_nr = cellen.gebied_nr
            and plekken.filter_nr = cellen.filter_nr
            and genummerd.kenmerk = cellen.kenmerk

    where not genummerd.in_een_profiel and plekken.aantal <= $most_filters

),

delen as (

    select
        cellen.cel,
        profielen.dagen,
        profielen.exits_1,
        profielen.exits_2,
        profielen.censored,
        profielen.af,
        profielen.anders,
        profielen.lopend,
        profielen.af_grootste,
        profielen.anders_grootste,
        profielen.lopend_grootste

    from geteld_per_profiel as profielen

    inner join temp.plekken on profielen.profiel = plekken.profiel
    inner join cellen
        on
            plekken.gebied_nr = cellen.gebied_nr
            and plekken.filter_nr = cellen.filter_nr
            and profielen.kenmerk = cellen.kenmerk

    -- says what the join with cellen implies: without it DuckDB joins in a far slower order
    where plekken.aantal <= $most_filters

    union all

    select
        cel,
        dagen,
        (uitkomst = 1)::integer as exits_1,
        (uitkomst = 2)::integer as exits_2,
        (uitkomst = 0)::integer as censored,
        (uitkomst = 1 and volgnummer = 1)::integer as af,
        (uitkomst = 2 and volgnummer = 1)::integer as anders,
        (van_achteren = 1)::integer as lopend,
        case when uitkomst = 1 then volgnummer end::integer as af_grootste,
        case when uitkomst = 2 then volgnummer end::integer as anders_grootste,
        van_achteren::integer as lopend_grootste

    from verspreid

)

select
    cel as groep,
    dagen,
    sum(exits_1)::integer as exits_1,
    sum(exits_2)::integer as exits_2,
    sum(censored)::integer as censored,
    sum(af)::integer as af,
    sum(anders)::integer as anders,
    sum(lopend)::integer as lopend,
    max(af_grootste) as af_grootste,
    max(anders_grootste) as anders_grootste,
    max(lopend_grootste) as lopend_grootste

from delen

group by cel, dagen

-- One row per cell with a curve and place on the grid: its clocks of which the pupil has an earlier
-- one that ended the same way.
--
-- vakje is the place on the grid of the first day by which a clock has ended; one past the last
-- when it ended later. *_grootste is how many of that pupil's clocks that makes.
-- Reads:  the clocks of a pupil within one profiel are numbered once for all of its cells; only the
--         others are followed into every cell
with

cellen as (

    select
        tellingen.cel,
        tellingen.kenmerk,
        plekken.profiel

    from temp.tellingen

    inner join temp.codelijst on tellingen.kenmerk = codelijst.kenmerk
    inner join temp.plekken
        on
            tellingen.gebied_nr = plekken.gebied_nr
            and tellingen.filter_nr = plekken.filter_nr

    where
        codelijst.kubus = $kubus
        and tellingen.v >= $own
        -- says what the first join implies
        and plekken.aantal <= $most_filters

),

klokken as (

    select
        tijden.profiel,
        tijden.kenmerk,
        tijden.leerling,
        tijden.dagen,
        tijden.uitkomst,
        min(tijden.profiel) over van_leerling
        = max(tijden.profiel) over van_leerling as in_een_profiel

    from temp.tijden

    inner join temp.codelijst on tijden.kenmerk = codelijst.kenmerk

    where
        codelijst.kubus = $kubus
        and not tijden.is_enige
        and tijden.uitkomst in (1, 2)

    window van_leerling as (partition by tijden.kenmerk, tijden.leerling)

),

in_profielen as (

    select
        profiel,
        kenmerk,
        uitkomst,
        dagen,
        row_number() over (
            partition by kenmerk, leerling, uitkomst order by dagen
        ) as volgnummer

    from klokken

    where in_een_profiel

),

per_profiel as (

    select
        profiel,
        kenmerk,
        1 + len(list_filter($grid, lambda dag: dag < dagen)) as vakje,
        count(*) filter (where uitkomst = 1)::integer as af,
        max(volgnummer) filter (where uitkomst = 1) as af_grootste,
        count(*) filter (where uitkomst = 2)::integer as anders,
        max(volgnummer) filter (where uitkomst = 2) as anders_grootste

    from in_profielen

    where volgnummer > 1

    group by profiel, kenmerk, vakje

),

in_cellen as (

    select
        cellen.cel,
        klokken.uitkomst,
        klokken.dagen,
        row_number() over (
            partition by cellen.cel, klokken.leerling, klokken.uitkomst order by klokken.dagen
        ) as volgnummer

    from klokken

    inner join cellen
        on klokken.profiel = cellen.profiel and klokken.kenmerk = cellen.kenmerk

    where not klokken.in_een_profiel

),

delen as (

    select
        cellen.cel,
        per_profiel.vakje,
        per_profiel.af,
        per_profiel.af_grootste,
        per_profiel.anders,
        per_profiel.anders_grootste

    from per_profiel

    inner join cellen
        on per_profiel.profiel = cellen.profiel and per_profiel.kenmerk = cellen.kenmerk

    union all

    select
        cel,
        1 + len(list_filter($grid, lambda dag: dag < dagen)) as vakje,
        count(*) filter (where uitkomst = 1)::integer as af,
        max(volgnummer) filter (where uitkomst = 1) as af_grootste,
        count(*) filter (where uitkomst = 2)::integer as anders,
        max(volgnummer) filter (where uitkomst = 2) as anders_grootste

    from in_cellen

    where volgnummer > 1

    group by cel, vakje

)

select
    cel,
    vakje,
    sum(af) as af,
    max(af_grootste) as af_grootste,
    sum(anders) as anders,
    max(anders_grootste) as anders_grootste

from delen

group by cel, vakje

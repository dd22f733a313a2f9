-- The released curves of a cube: one row per cell and end with a shown point, points as two lists.
--
-- A point is a pseudo-count, the cell's zaken times their cumulative incidence, and passes the gate
-- as a count does. It needs half of the zaken followed that long, and the rest of the cell must be
-- shown too. Ends pile up over the days. What is neither yet is no point: who reads takes both ends
-- from the total, since a third number, rounded by itself, would tell more of the other two.
with

punten as (

    select
        tellingen.cel,
        tellingen.gebied_nr,
        tellingen.filter_nr,
        tellingen.kenmerk,
        tellingen.v as totaal,
        herkomst.uitkomst,
        incidentie.dag,
        poort(
            -- a half that is one only up to the rounding of doubles goes up, in every build
            round(
                round(
                    tellingen.n * case herkomst.uitkomst
                        when 'af' then incidentie.af
                        when 'anders' then incidentie.anders
                    end,
                    6
                )
            )::bigint,
            herkomst.leerlingen,
            herkomst.grootste
        ) as v

    from temp.incidentie

    inner join temp.herkomst
        on incidentie.cel = herkomst.cel and incidentie.vakje = herkomst.vakje
    inner join temp.tellingen on incidentie.cel = tellingen.cel

    where incidentie.gevolgd >= $min_followed - 1e-9

),

monotoon as (

    select
        cel,
        gebied_nr,
        filter_nr,
        kenmerk,
        uitkomst,
        dag,
        max(v) over (
            partition by cel, uitkomst order by dag rows between unbounded preceding and current row
        ) as v

    from punten

    where totaal - v >= $threshold

)

select
    codelijst.kubus,
    gebieden.gebied,
    gebieden.schooljaar,
    filterlijst.filters,
    codelijst.code,
    monotoon.uitkomst,
    list(monotoon.dag order by monotoon.dag) as dagen,
    list(monotoon.v order by monotoon.dag) as v

from monotoon

inner join temp.gebieden on monotoon.gebied_nr = gebieden.gebied_nr
inner join temp.filterlijst on monotoon.filter_nr = filterlijst.filter_nr
inner join temp.codelijst on monotoon.kenmerk = codelijst.kenmerk
left join temp.eenzijdig
    on
        monotoon.gebied_nr = eenzijdig.gebied_nr
        and monotoon.filter_nr = eenzijdig.filter_nr
        and monotoon.kenmerk = eenzijdig.kenmerk

where eenzijdig.kenmerk is null

group by
    codelijst.kubus,
    gebieden.gebied,
    gebieden.schooljaar,
    filterlijst.filters,
    codelijst.code,
    monotoon.uitkomst

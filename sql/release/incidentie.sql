-- Aalen–Johansen on the grid: one row per cell and day of the grid.
--
-- gevolgd is the Kaplan–Meier of the censoring distribution just before the day.
with

per_dag as (

    select
        cel as groep,
        dagen,
        sum(aantal) filter (where uitkomst = 1) as exits_1,
        sum(aantal) filter (where uitkomst = 2) as exits_2,
        sum(aantal) filter (where uitkomst = 0) as censored

    from temp.gevallen

    group by cel, dagen

),

per_vakje as (

    select
        incidentie.groep as cel,
        raster.vakje,
        arg_max(incidentie.terug, incidentie.dagen) as af,
        arg_max(incidentie.anders, incidentie.dagen) as anders,
        arg_max(incidentie.gevolgd_na, incidentie.dagen) as gevolgd_na,
        arg_max(incidentie.gevolgd_na, incidentie.dagen) filter (
            where incidentie.dagen < raster.dag
        ) as gevolgd_voor

    from aalen_johansen_per_dag('per_dag') as incidentie

    inner join temp.raster
        on incidentie.dagen > raster.na_dag and incidentie.dagen <= raster.dag

    group by incidentie.groep, raster.vakje

),

alle_vakjes as (

    select
        cellen.cel,
        raster.vakje,
        raster.dag

    from (select distinct cel from temp.gevallen) as cellen

    cross join temp.raster

)

select
    alle_vakjes.cel,
    alle_vakjes.vakje,
    alle_vakjes.dag,
    coalesce(last_value(per_vakje.af ignore nulls) over tot_en_met, 0) as af,
    coalesce(last_value(per_vakje.anders ignore nulls) over tot_en_met, 0) as anders,
    coalesce(
        per_vakje.gevolgd_voor, last_value(per_vakje.gevolgd_na ignore nulls) over ervoor, 1
    ) as gevolgd

from alle_vakjes

left join per_vakje
    on alle_vakjes.cel = per_vakje.cel and alle_vakjes.vakje = per_vakje.vakje

window
    tot_en_met as (
        partition by alle_vakjes.cel
        order by alle_vakjes.vakje
        rows between unbounded preceding and current row
    ),
    ervoor as (
        partition by alle_vakjes.cel
        order by alle_vakjes.vakje
        rows between unbounded preceding and 1 preceding
    )

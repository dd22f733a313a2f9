-- macro: aalen_johansen_per_dag(geteld)
--
-- What aalen_johansen gives, of times that were counted already: one row per groep and day.
--
-- One row per:  groep, dagen
-- Reads:        a table or CTE named by `geteld`: groep, dagen, and how many of that day had the
--               event (exits_1), a competing exit (exits_2), or were censored; null is none
-- Unit:         see aalen_johansen
with

per_dag as (

    select
        groep,
        dagen,
        coalesce(exits_1, 0)::double as exits_1,
        coalesce(exits_2, 0)::double as exits_2,
        coalesce(censored, 0)::double as censored,
        coalesce(exits_1, 0)::double + coalesce(exits_2, 0)::double as exits

    from query_table(geteld)

),

risk as (

    select
        *,
        sum(exits + censored) over (
            partition by groep order by dagen desc rows unbounded preceding
        ) as at_risk

    from per_dag

),

survival as (

    select
        *,
        product(1 - exits / at_risk) over upto_day as open,
        -- who leaves by an event on this day is no longer there to be censored on it
        product(
            case when at_risk > exits then 1 - censored / (at_risk - exits) else 1 end
        ) over upto_day as gevolgd_na,
        -- nobody left: the term has no weight any more, since the curve no longer moves
        case
            when at_risk > exits then exits / (at_risk * (at_risk - exits)) else 0
        end as hazard_var

    from risk

    window upto_day as (partition by groep order by dagen rows unbounded preceding)

),

before_day as (

    select
        *,
        coalesce(lag(open) over (partition by groep order by dagen), 1) as open_before,
        coalesce(lag(gevolgd_na) over (partition by groep order by dagen), 1) as gevolgd

    from survival

),

incidence as (

    select
        *,
        sum(open_before * exits_1 / at_risk) over upto_day as terug,
        sum(open_before * exits_2 / at_risk) over upto_day as anders

    from before_day

    window upto_day as (partition by groep order by dagen rows unbounded preceding)

),

variance as (

    select
        *,
        terug * terug * sum(hazard_var) over upto_day
        - 2 * terug * sum(terug * hazard_var) over upto_day
        + sum(terug * terug * hazard_var) over upto_day
        + sum(
            open_before * open_before * exits_1 * (at_risk - exits_1)
            / (at_risk * at_risk * at_risk)
        ) over upto_day
        - 2 * terug * sum(open_before * exits_1 / (at_risk * at_risk)) over upto_day
        + 2 * sum(terug * open_before * exits_1 / (at_risk * at_risk)) over upto_day as terug_var

    from incidence

    window upto_day as (partition by groep order by dagen rows unbounded preceding)

)

select
    groep,
    dagen,
    at_risk::bigint as at_risk,
    terug,
    anders,
    open,
    -- what cancels to nothing leaves a trace of rounding, of which the root would be visible
    case when terug_var < 1e-14 then 0 else sqrt(terug_var) end as terug_se,
    gevolgd,
    gevolgd_na

from variance

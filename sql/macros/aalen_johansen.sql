-- macro: aalen_johansen(tijden)
--
-- Cumulative incidence with competing outcomes (Aalen–Johansen), per groep and day that occurs.
--
-- One row per:  groep, dagen
-- Reads:        a table or CTE named by `tijden`: groep (any type), dagen (whole days from time 0),
--               uitkomst (0 censored, 1 the event, 2 a competing exit)
-- Counts:       events before censorings on the same day
-- Leaves out:   nothing
-- Unit:         terug and anders are the cumulative incidences of outcome 1 and 2, open the share
--               that had neither, at the end of the day; together 1. gevolgd is the Kaplan–Meier of
--               the censoring distribution just before the day, gevolgd_na just after it. terug_se
--               is the standard error of terug (Dinse–Larson, Marubini–Valsecchi).
with

per_dag as (

    select
        groep,
        dagen,
        count(*) filter (where uitkomst = 1) as exits_1,
        count(*) filter (where uitkomst = 2) as exits_2,
        count(*) filter (where uitkomst = 0) as censored

    from query_table(tijden)

    group by groep, dagen

)

select
    groep,
    dagen,
    at_risk,
    terug,
    anders,
    open,
    terug_se,
    gevolgd,
    gevolgd_na

from aalen_johansen_per_dag('per_dag')

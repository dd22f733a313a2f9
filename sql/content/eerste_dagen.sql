-- How many dates of a column fall on 1 January, and on the first of another month.
--
-- One row per:  column (a single row)
-- Reads:        content.datums, a view with the column `datum`
-- Leaves out:   rows without a date
select
    count(*) as datums,
    count(*) filter (where day(datum) = 1 and month(datum) = 1) as op_1_januari,
    count(*) filter (where day(datum) = 1 and month(datum) <> 1) as op_eerste_van_maand

from content.datums

where datum is not null

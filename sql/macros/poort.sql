-- scalar macro: poort(n, leerlingen, grootste)
--
-- The gate: what is shown of a count of n, made up by so many leerlingen, the largest having
-- `grootste` of it. A multiple of five from ten, else null. Every count in a release passes here.
-- The rule and its numbers: etl/domain/disclosure.py; a test holds the two to each other.
select
    case
        when
            5 * ((n + 2) // 5) >= 10
            and 5 * ((leerlingen + 2) // 5) >= 10
            and 3 * grootste <= n
            then (5 * ((n + 2) // 5))::integer
    end

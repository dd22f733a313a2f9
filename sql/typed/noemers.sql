-- One row per number of pupils as received, under our types; what cannot be read is null.
--
-- One row per:  row of the file, in its order
-- Reads:        landing.noemers
-- Leaves out:   nothing
with

trimmed as (

    select
        noemers as geleverd,
        upper(kaal(gemeentecode)) as gemeentecode,
        kaal(schooljaar) as schooljaar,
        kaal(onderwijssoort) as onderwijssoort,
        kaal(leerlingen) as leerlingen

    from landing.noemers

),

readable as (

    select
        *,
        case
            when regexp_full_match(leerlingen, '-?\d{1,9}') then try_cast(leerlingen as integer)
        end
            as leerlingen_gelezen

    from trimmed

)

select
    geleverd,
    schooljaar,
    onderwijssoort,
    leerlingen_gelezen as leerlingen,
    case
        when
            regexp_full_match(gemeentecode, '\d{1,4}')
            then 'GM' || lpad(gemeentecode, 4, '0')
        else gemeentecode
    end as gemeentecode,
    leerlingen is not null as leerlingen_ingevuld,
    leerlingen is null or leerlingen_gelezen is not null as leerlingen_leesbaar

from readable

-- One row per set of route codes that occurs as advice or choice: its category and its weight.
with

sets as (

    select advies_route as codes
    from loaded.zaken
    where advies_route is not null
    union
    select gekozen_route as codes
    from loaded.zaken
    where gekozen_route is not null

),

members as (

    select
        codes,
        unnest(string_split(codes::varchar, '+')) as code

    from sets

)

select
    members.codes,
    case
        when count(*) > 1 then 'combinatie'::reference.route else any_value(routecodes.categorie)
    end as categorie,
    max(routecodes.gewicht) as gewicht,
    bool_or(routecodes.is_zwaar) as is_zwaar,
    bool_or(routecodes.is_strafrecht) as is_strafrecht

from members

inner join reference.routecodes on members.code = routecodes.code

group by members.codes

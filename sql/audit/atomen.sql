-- One row per profiel, what partners know of it, family and atom: how many zaken have exactly it.
--
-- atoom: the kenmerken of the family that the zaak has, one as often as it counts; empty is none
with

per_zaak as (

    select
        kenmerken.zaak_nr,
        families.familie,
        list(kenmerken.kenmerk order by kenmerken.kenmerk) as atoom

    from temp.kenmerken

    inner join temp.families on kenmerken.kenmerk = families.kenmerk

    group by kenmerken.zaak_nr, families.familie

),

per_atoom as (

    select
        kennis.profiel,
        kennis.kennis,
        per_zaak.familie,
        array_to_string(per_zaak.atoom, ' ') as atoom,
        count(*) as aantal

    from per_zaak

    inner join temp.kennis on per_zaak.zaak_nr = kennis.zaak_nr

    group by kennis.profiel, kennis.kennis, per_zaak.familie, per_zaak.atoom

),

per_profiel as (

    select
        profiel,
        kennis,
        count(*) as aantal

    from temp.kennis

    group by profiel, kennis

),

zonder as (

    select
        per_profiel.profiel,
        per_profiel.kennis,
        nummers.familie,
        '' as atoom,
        any_value(per_profiel.aantal) - coalesce(sum(per_atoom.aantal), 0) as aantal

    from per_profiel

    cross join (select distinct familie from temp.families) as nummers
    left join per_atoom
        on
            per_profiel.profiel = per_atoom.profiel
            and per_profiel.kennis = per_atoom.kennis
            and nummers.familie = per_atoom.familie

    group by per_profiel.profiel, per_profiel.kennis, nummers.familie

)

select
    profiel,
    kennis,
    familie,
    atoom,
    aantal::bigint as aantal
from per_atoom

union all

select
    profiel,
    kennis,
    familie,
    atoom,
    aantal::bigint as aantal
from zonder
where aantal > 0

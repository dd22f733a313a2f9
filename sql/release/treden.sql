-- One row per area and kenmerk that the ladder lets through: how many filters it may have.
--
-- The ladder goes by the released total of the area in the unit of the cube. From `vanaf` a cube
-- shows its codes (omvang, which has no dimension of its own, one filter), from $one_filter one
-- filter more; a cube whose codes are two dimensions starts there. A cube is only there for the
-- levels that it names. An area with fewer than $own zaken shows nothing, of whatever cube. Two
-- schooljaren together have no filters, and no cubes that are of one.
with

-- kenmerken that decide for a cube
ladders as (

    select kenmerk

    from temp.codelijst

    where kenmerk = ladder

),

verspreid as (

    select
        plekken.gebied_nr,
        per_leerling.kenmerk,
        per_leerling.leerling,
        sum(per_leerling.aantal) as aantal

    from temp.per_leerling

    inner join ladders on per_leerling.kenmerk = ladders.kenmerk
    inner join temp.plekken on per_leerling.profiel = plekken.profiel and plekken.aantal = 0

    where not per_leerling.in_een_profiel

    group by plekken.gebied_nr, per_leerling.kenmerk, per_leerling.leerling

),

delen as (

    select
        plekken.gebied_nr,
        per_profiel.kenmerk,
        per_profiel.aantal,
        per_profiel.leerlingen,
        per_profiel.grootste

    from temp.per_profiel

    inner join ladders on per_profiel.kenmerk = ladders.kenmerk
    inner join temp.plekken on per_profiel.profiel = plekken.profiel and plekken.aantal = 0

    union all

    select
        gebied_nr,
        kenmerk,
        aantal,
        1 as leerlingen,
        aantal as grootste

    from verspreid

),

totalen as (

    select
        gebied_nr,
        kenmerk,
        poort(sum(aantal), sum(leerlingen), max(grootste)) as v

    from delen

    group by gebied_nr, kenmerk

),

met_zaken as (

    select totalen.gebied_nr

    from totalen

    inner join temp.codelijst
        on
            totalen.kenmerk = codelijst.kenmerk
            and codelijst.kubus = 'omvang'
            and codelijst.code = 'zaken'

    where totalen.v >= $own

)

select
    totalen.gebied_nr,
    codelijst.kenmerk,
    case
        when gebieden.is_samen then 0
        else least(
            codelijst.meeste_filters,
            (totalen.v >= $one_filter)::integer + (not codelijst.eigen_dimensie)::integer
        )
    end as filters

from totalen

inner join met_zaken on totalen.gebied_nr = met_zaken.gebied_nr
inner join temp.codelijst on totalen.kenmerk = codelijst.ladder
inner join temp.gebieden
    on
        totalen.gebied_nr = gebieden.gebied_nr
        and list_contains(codelijst.niveaus, gebieden.niveau)

where totalen.v >= codelijst.vanaf and not (gebieden.is_samen and codelijst.een_schooljaar)

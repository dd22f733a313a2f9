-- One row per area and kenmerk that the ladder lets through: how many filters it may have.
--
-- The ladder goes by the released total of the area in the unit of the cube. From `vanaf` a cube
-- shows its codes (omvang, which has no dimension of its own, one filter), from $one_filter one
-- filter more; a cube whose codes are two dimensions starts there. A cube is only there for the
-- levels that it names. An area with fewer than $own zaken shows nothing, of whatever cube.
with

per_leerling as (

    select
        plekken.gebied_nr,
        kenmerken.kenmerk,
        kenmerken.leerling,
        count(*) as aantal

    from temp.kenmerken

    inner join temp.codelijst
        on kenmerken.kenmerk = codelijst.kenmerk and codelijst.kenmerk = codelijst.ladder
    inner join temp.plekken on kenmerken.profiel = plekken.profiel and plekken.aantal = 0

    group by plekken.gebied_nr, kenmerken.kenmerk, kenmerken.leerling

),

totalen as (

    select
        gebied_nr,
        kenmerk,
        poort(sum(aantal), count(*), max(aantal)) as v

    from per_leerling

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
    least(
        codelijst.meeste_filters,
        (totalen.v >= $one_filter)::integer + (not codelijst.eigen_dimensie)::integer
    ) as filters

from totalen

inner join met_zaken on totalen.gebied_nr = met_zaken.gebied_nr
inner join temp.codelijst on totalen.kenmerk = codelijst.ladder
inner join temp.gebieden
    on
        totalen.gebied_nr = gebieden.gebied_nr
        and list_contains(codelijst.niveaus, gebieden.niveau)

where totalen.v >= codelijst.vanaf

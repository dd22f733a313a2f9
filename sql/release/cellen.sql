-- The shown cells of a schooljaar. A hidden cell has no row, whatever hid it.
with

getoond as (

    select
        gebied_nr,
        filter_nr,
        kenmerk,
        v
    from temp.tellingen

    union all

    select
        tellingen.gebied_nr,
        tellingen.filter_nr,
        codelijst.kenmerk_leerlingen as kenmerk,
        tellingen.v_leerlingen as v

    from temp.tellingen

    inner join temp.codelijst on tellingen.kenmerk = codelijst.kenmerk

    where codelijst.kenmerk_leerlingen is not null

)

select
    codelijst.kubus,
    gebieden.gebied,
    gebieden.schooljaar,
    filterlijst.filters,
    codelijst.code,
    getoond.v

from getoond

inner join temp.gebieden on getoond.gebied_nr = gebieden.gebied_nr
inner join temp.filterlijst on getoond.filter_nr = filterlijst.filter_nr
inner join temp.codelijst on getoond.kenmerk = codelijst.kenmerk

where getoond.v is not null

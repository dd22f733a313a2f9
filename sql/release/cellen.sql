-- The shown cells of a schooljaar. A hidden cell has no row, whatever hid it.
select
    codelijst.kubus,
    gebieden.gebied,
    gebieden.schooljaar,
    filterlijst.filters,
    codelijst.code,
    getoond.v

from temp.getoond

inner join temp.gebieden on getoond.gebied_nr = gebieden.gebied_nr
inner join temp.filterlijst on getoond.filter_nr = filterlijst.filter_nr
inner join temp.codelijst on getoond.kenmerk = codelijst.kenmerk
left join temp.eenzijdig
    on
        getoond.gebied_nr = eenzijdig.gebied_nr
        and getoond.filter_nr = eenzijdig.filter_nr
        and getoond.kenmerk = eenzijdig.kenmerk

where eenzijdig.kenmerk is null

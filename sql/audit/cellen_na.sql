-- The cellen that are left when the withdrawn views are taken out.
select
    cellen.kubus,
    cellen.gebied,
    cellen.schooljaar,
    cellen.filters,
    cellen.code,
    cellen.v

from temp.cellen

left join temp.ingetrokken
    on
        cellen.gebied = ingetrokken.gebied
        and cellen.schooljaar = ingetrokken.schooljaar
        and cellen.kubus = ingetrokken.kubus
        and cellen.filters = ingetrokken.filters

where ingetrokken.gebied is null

-- The cellen that are left when the withdrawn views are taken out, and withdrawn cells.
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
        and ingetrokken.code is null
left join temp.ingetrokken as losse
    on
        cellen.gebied = losse.gebied
        and cellen.schooljaar = losse.schooljaar
        and cellen.kubus = losse.kubus
        and cellen.filters = losse.filters
        and cellen.code = losse.code

where ingetrokken.gebied is null and losse.gebied is null

-- The curven that are left when the withdrawn views are taken out.
select
    curven.kubus,
    curven.gebied,
    curven.schooljaar,
    curven.filters,
    curven.code,
    curven.uitkomst,
    curven.dagen,
    curven.v

from temp.curven

left join temp.ingetrokken
    on
        curven.gebied = ingetrokken.gebied
        and curven.schooljaar = ingetrokken.schooljaar
        and curven.kubus = ingetrokken.kubus
        and curven.filters = ingetrokken.filters

where ingetrokken.gebied is null

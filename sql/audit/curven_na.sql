-- The curven that are left when the withdrawn views are taken out: of a cube, or of one curve.
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
left join temp.ingetrokken as lijnen
    on
        curven.gebied = lijnen.gebied
        and curven.schooljaar = lijnen.schooljaar
        and curven.kubus || '_lijn:' || curven.code = lijnen.kubus
        and curven.filters = lijnen.filters

where ingetrokken.gebied is null and lijnen.gebied is null

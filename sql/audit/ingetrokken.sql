-- One row per withdrawn view or point that showed anything: the rest was not shown to begin with.
with

getoond as (

    select distinct
        gebied,
        schooljaar,
        kubus,
        filters

    from temp.cellen

    union all

    select
        gebied,
        schooljaar,
        kubus || '_lijn:' || code || ':' || uitkomst || ':' || unnest(dagen) as kubus,
        filters

    from temp.curven

)

select
    nu_ingetrokken.gebied,
    nu_ingetrokken.schooljaar,
    nu_ingetrokken.kubus,
    nu_ingetrokken.filters

from temp.nu_ingetrokken

inner join getoond
    on
        nu_ingetrokken.gebied = getoond.gebied
        and nu_ingetrokken.schooljaar = getoond.schooljaar
        and nu_ingetrokken.kubus = getoond.kubus
        and nu_ingetrokken.filters = getoond.filters

order by all

-- One row per cell of a schooljaar that the gate shows, the numbers of leerlingen included.
select
    gebied_nr,
    filter_nr,
    kenmerk,
    v

from temp.tellingen

where v is not null

union all

select
    tellingen.gebied_nr,
    tellingen.filter_nr,
    codelijst.kenmerk_leerlingen as kenmerk,
    tellingen.v_leerlingen as v

from temp.tellingen

inner join temp.codelijst on tellingen.kenmerk = codelijst.kenmerk

inner join temp.gebieden on tellingen.gebied_nr = gebieden.gebied_nr
inner join temp.codelijst as van_leerlingen
    on codelijst.kenmerk_leerlingen = van_leerlingen.kenmerk

where
    tellingen.v_leerlingen is not null
    and not (gebieden.is_samen and van_leerlingen.een_schooljaar)

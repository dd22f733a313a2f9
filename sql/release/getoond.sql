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

where codelijst.kenmerk_leerlingen is not null and tellingen.v_leerlingen is not null

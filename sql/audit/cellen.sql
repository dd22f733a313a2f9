-- One row per cell of a schooljaar that the ladder allows and that counts anything: what the gate
-- made of it before views were left out for being one-sided. null is hidden.
select
    gebieden.gebied,
    tellingen.filter_nr,
    tellingen.kenmerk,
    tellingen.n,
    tellingen.leerlingen,
    tellingen.grootste,
    tellingen.v,
    case when codelijst.kenmerk_leerlingen is not null then tellingen.v_leerlingen end
        as v_leerlingen

from temp.tellingen

inner join temp.gebieden on tellingen.gebied_nr = gebieden.gebied_nr
inner join temp.codelijst on tellingen.kenmerk = codelijst.kenmerk

order by all

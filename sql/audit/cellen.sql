-- One row per cell of a schooljaar that the ladder allows and that counts anything: what is shown
-- of it, and of its pupils where that is another cell. null is hidden.
select
    gebieden.gebied,
    tellingen.filter_nr,
    tellingen.kenmerk,
    cellen.v,
    case when codelijst.kenmerk_leerlingen is not null then tellingen.v_leerlingen end
        as v_leerlingen

from temp.tellingen

inner join temp.gebieden on tellingen.gebied_nr = gebieden.gebied_nr
inner join temp.filterlijst on tellingen.filter_nr = filterlijst.filter_nr
inner join temp.codelijst on tellingen.kenmerk = codelijst.kenmerk
left join temp.cellen
    on
        gebieden.gebied = cellen.gebied
        and gebieden.schooljaar = cellen.schooljaar
        and filterlijst.filters = cellen.filters
        and codelijst.kubus = cellen.kubus
        and codelijst.code = cellen.code

order by all

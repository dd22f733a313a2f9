-- One row per clock and cell with a curve: the cells of a cube with a shown total of $own or more.
select
    tellingen.cel,
    tellingen.cel as groep,
    tijden.leerling,
    tijden.is_enige,
    tijden.dagen,
    tijden.uitkomst,
    -- the first day of the grid by which the clock has stopped
    coalesce(
        list_position(list_transform($grid, lambda dag: dag >= tijden.dagen), true), 0
    ) as vakje

from temp.tijden

inner join temp.plekken on tijden.profiel = plekken.profiel
inner join temp.tellingen
    on
        plekken.gebied_nr = tellingen.gebied_nr
        and plekken.filter_nr = tellingen.filter_nr
        and tijden.kenmerk = tellingen.kenmerk

where tijden.kubus = $kubus and tellingen.v >= $own

-- One row per clock and cell with a curve: cells of the cube with a shown total of $own or more.
select
    tellingen.cel as groep,
    tijden.leerling,
    tijden.is_enige,
    tijden.dagen,
    tijden.vakje,
    tijden.uitkomst

from temp.tijden

inner join temp.plekken on tijden.profiel = plekken.profiel
inner join temp.tellingen
    on
        plekken.gebied_nr = tellingen.gebied_nr
        and plekken.filter_nr = tellingen.filter_nr
        and tijden.kenmerk = tellingen.kenmerk

where
    tijden.kubus = $kubus
    and tellingen.v >= $own
    -- says what the join with tellingen implies: without it DuckDB joins in a far slower order
    and plekken.aantal <= $most_filters

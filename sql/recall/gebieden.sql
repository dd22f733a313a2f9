-- One row per area that a supplier's zaken are visible in: what a removal takes back.
--
-- Leaves out: an area with so few of its pupils that the gate would not show them. Naming it would
--             tell that somebody is there.
with

per_leerling as (

    select
        gemeentecode,
        leerling_sleutel,
        count(*) as zaken

    from marts.zaken

    where leverancier = $leverancier

    group by gemeentecode, leerling_sleutel

)

select gebiedslijst.gebied

from per_leerling

inner join temp.gebiedslijst on per_leerling.gemeentecode = gebiedslijst.gemeentecode

group by gebiedslijst.gebied

having poort(sum(per_leerling.zaken), count(distinct per_leerling.leerling_sleutel), 0) is not null

order by gebiedslijst.gebied

-- One row per uitvoering of a step, with how long it took and how it ended.
--
-- uitkomst: 1 finished; 2 the zaak ended while the step was open; 0 open at the peildatum of the
-- supplier. A step that starts after the end of its zaak (steps 9 and 10 do) is not ended by it.
with

eindes as (

    select
        stappen.zaak_nr,
        stappen.stap,
        stappen.partij,
        stappen.startdatum,
        zaken.spoor,
        case
            when stappen.einddatum is not null then 1
            when stappen.startdatum <= zaken.uitkomstdatum then 2
            else 0
        end::tinyint as uitkomst,
        case
            when stappen.einddatum is not null then stappen.einddatum
            when stappen.startdatum <= zaken.uitkomstdatum then zaken.uitkomstdatum
            else zaken.peildatum
        end as tot_datum

    from loaded.stappen

    inner join marts.zaken on stappen.zaak_nr = zaken.zaak_nr

)

select
    eindes.zaak_nr,
    eindes.stap,
    vakken.vak,
    eindes.partij,
    eindes.tot_datum - eindes.startdatum as dagen,
    eindes.uitkomst,
    day(eindes.startdatum) = 1 as is_eerste_dag

from eindes

inner join reference.vakken on eindes.stap = vakken.stap and eindes.spoor = vakken.spoor

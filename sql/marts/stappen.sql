-- One row per uitvoering of a step, with how long it took and how it ended.
--
-- dagen runs by the clock of the step: calendar days, or working or school days of the gemeente's
-- vakantieregio, those after the start up to and with the end. Null outside the known timetable:
-- such an uitvoering is counted, but is in no curve.
-- uitkomst: 1 finished; 2 the zaak ended while the step was open; 0 open at the peildatum of the
-- supplier. A step that starts after the end of its zaak (steps 9 and 10 do) is not ended by it.
with

-- what the days of a gemeente in reference.kalender are counted from
roosters as (

    select
        gemeenten.gemeentecode,
        regios.nulpunt

    from reference.gemeenten

    inner join reference.vakantieregios as regios
        on gemeenten.vakantieregio = regios.vakantieregio

),

eindes as (

    select
        stappen.zaak_nr,
        stappen.stap,
        stappen.startdatum,
        zaken.spoor,
        klokken.klok,
        -- null where the clock needs no timetable, so that those rows look nothing up
        case
            when klokken.klok <> 'kalenderdagen' then roosters.nulpunt
        end as nulpunt,
        case
            when stappen.einddatum is not null then 1
            when stappen.startdatum <= zaken.uitkomstdatum then 2
            else 0
        end as uitkomst,
        case
            when stappen.einddatum is not null then stappen.einddatum
            when stappen.startdatum <= zaken.uitkomstdatum then zaken.uitkomstdatum
            else zaken.peildatum
        end as tot_datum

    from loaded.stappen

    inner join marts.zaken on stappen.zaak_nr = zaken.zaak_nr
    inner join reference.klokken on stappen.stap = klokken.stap
    left join roosters on zaken.gemeentecode = roosters.gemeentecode

),

geteld as (

    select
        eindes.*,
        case eindes.klok
            when 'werkdagen' then tot.werkdagen - van.werkdagen
            when 'schooldagen' then tot.schooldagen - van.schooldagen
            when 'kalenderdagen' then eindes.tot_datum - eindes.startdatum
            else error('unknown clock')
        end as dagen

    from eindes

    left join reference.kalender as van
        on eindes.startdatum - eindes.nulpunt = van.sleutel
    left join reference.kalender as tot
        on eindes.tot_datum - eindes.nulpunt = tot.sleutel

)

select
    geteld.zaak_nr,
    geteld.stap::integer as stap,
    vakken.vak,
    geteld.dagen::integer as dagen,
    geteld.uitkomst,
    geteld.startdatum,
    day(geteld.startdatum) = 1 as is_eerste_dag

from geteld

inner join reference.vakken on geteld.stap = vakken.stap and geteld.spoor = vakken.spoor

-- How an area registers, in bands of 10 %: one row per area, schooljaar and measure.
--
-- einddatum: uitvoeringen of closed zaken that have an end; eerste_dag: dates on the first of a
-- month, of melding and of the start of a step. What else is asked of a registration (which steps,
-- zaken per leerling) follows from the cells.
-- Leaves out: areas, and measures, with so few that a band would be fewer than the gate shows.
-- Keeps:      the bands of an area whose cells are kept from the previous release
-- Unit:       band 9 is 90 % or more
with

per_zaak as (

    select
        zaak_nr,
        count(*) as uitvoeringen,
        count(*) filter (where uitkomst = 1) as afgerond,
        count(*) filter (where is_eerste_dag) as eerste
    from marts.stappen
    group by zaak_nr

),

per_gemeente as (

    select
        zaken.gemeentecode,
        zaken.schooljaar,
        sum(per_zaak.uitvoeringen) filter (where zaken.zaak_uitkomst = 1) as van_gesloten,
        sum(per_zaak.afgerond) filter (where zaken.zaak_uitkomst = 1) as met_einde,
        count(zaken.melddatum) + coalesce(sum(per_zaak.uitvoeringen), 0) as datums,
        count(*) filter (where day(zaken.melddatum) = 1)
        + coalesce(sum(per_zaak.eerste), 0) as eerste

    from marts.zaken
    left join per_zaak on zaken.zaak_nr = per_zaak.zaak_nr

    where zaken.is_mas

    group by zaken.gemeentecode, zaken.schooljaar

),

maten as (

    select
        gebiedslijst.gebied,
        per_gemeente.schooljaar,
        unnest(['einddatum', 'eerste_dag']) as maat,
        unnest([sum(per_gemeente.met_einde), sum(per_gemeente.eerste)]) as deel,
        unnest([sum(per_gemeente.van_gesloten), sum(per_gemeente.datums)]) as geheel

    from per_gemeente

    inner join temp.gebiedslijst on per_gemeente.gemeentecode = gebiedslijst.gemeentecode

    group by gebiedslijst.gebied, per_gemeente.schooljaar

)

select
    maten.gebied,
    maten.schooljaar,
    maten.maat,
    least(10 * coalesce(maten.deel, 0) // maten.geheel, 9)::integer as band

from maten

inner join temp.cellen
    on
        maten.gebied = cellen.gebied
        and maten.schooljaar = cellen.schooljaar
        and cellen.kubus = 'omvang'
        and cellen.code = 'zaken'
        and cellen.filters = ''
left join temp.meegenomen
    on maten.gebied = meegenomen.gebied and maten.schooljaar = meegenomen.schooljaar

where
    meegenomen.gebied is null
    and cellen.v >= 10 * $threshold
    and poort(maten.geheel, maten.geheel, 0) >= 10 * $threshold

union all

select
    vorige_registratie.gebied,
    vorige_registratie.schooljaar,
    vorige_registratie.maat,
    vorige_registratie.band

from temp.vorige_registratie

inner join temp.meegenomen
    on
        vorige_registratie.gebied = meegenomen.gebied
        and vorige_registratie.schooljaar = meegenomen.schooljaar

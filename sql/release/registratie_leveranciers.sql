-- How a supplier registers, in bands of 10 %: one row per supplier and measure, all years together.
--
-- stap_1 to stap_10: zaken with that step on record; einddatum: uitvoeringen of closed zaken that
-- have an end; eerste_dag: dates on the first of a month, of melding and of the start of a step.
-- Leaves out: suppliers, and measures, with so few that a band would be fewer than the gate shows.
-- Keeps:      the bands of a supplier of which too few pupils changed
-- Unit:       band 9 is 90 % or more
with

per_zaak as (

    select
        zaak_nr,
        count(*) as uitvoeringen,
        count(*) filter (where uitkomst = 1) as afgerond,
        count(*) filter (where is_eerste_dag) as eerste,
        -- a box is named by its step, with A or B before it where the sporen differ
        list_distinct(list(trim(vak, 'AB')::integer)) as stappen
    from marts.stappen
    group by zaak_nr

),

samen as (

    select
        zaken.leverancier,
        count(*) as zaken,
        sum(per_zaak.uitvoeringen) filter (where zaken.zaak_uitkomst = 1) as van_gesloten,
        sum(per_zaak.afgerond) filter (where zaken.zaak_uitkomst = 1) as met_einde,
        count(zaken.melddatum) + coalesce(sum(per_zaak.uitvoeringen), 0) as datums,
        count(*) filter (where day(zaken.melddatum) = 1)
        + coalesce(sum(per_zaak.eerste), 0) as eerste

    from marts.zaken
    left join per_zaak on zaken.zaak_nr = per_zaak.zaak_nr

    group by zaken.leverancier

),

gezet as (

    select
        zaak_nr,
        unnest(stappen) as stap
    from per_zaak

),

stappen as (

    select unnest(range(1, 11)) as stap

),

per_stap as (

    select
        zaken.leverancier,
        gezet.stap,
        count(*) as zaken

    from gezet

    inner join marts.zaken on gezet.zaak_nr = zaken.zaak_nr

    group by zaken.leverancier, gezet.stap

),

maten as (

    select
        leverancier,
        'einddatum' as maat,
        met_einde as deel,
        van_gesloten as geheel
    from samen

    union all

    select
        leverancier,
        'eerste_dag' as maat,
        eerste as deel,
        datums as geheel
    from samen

    union all

    select
        samen.leverancier,
        'stap_' || stappen.stap as maat,
        per_stap.zaken as deel,
        samen.zaken as geheel
    from samen
    cross join stappen
    left join per_stap
        on samen.leverancier = per_stap.leverancier and stappen.stap = per_stap.stap

)

select
    maten.leverancier,
    maten.maat,
    least(10 * coalesce(maten.deel, 0) // maten.geheel, 9)::integer as band

from maten

inner join samen on maten.leverancier = samen.leverancier
anti join temp.meegenomen_leveranciers
    on maten.leverancier = meegenomen_leveranciers.leverancier

where
    poort(samen.zaken, samen.zaken, 0) >= 10 * $threshold
    and poort(maten.geheel, maten.geheel, 0) >= 10 * $threshold

union all

select
    vorige_registratie_leveranciers.leverancier,
    vorige_registratie_leveranciers.maat,
    vorige_registratie_leveranciers.band

from temp.vorige_registratie_leveranciers

semi join temp.meegenomen_leveranciers
    on vorige_registratie_leveranciers.leverancier = meegenomen_leveranciers.leverancier

-- The cellen that are left when those go that tell that one to four pupils have more than one zaak.
--
-- Zaken less pupils is how many zaken are of a pupil who has another one. It lies within four
-- ($onzeker) of what the two shown numbers differ: with five zaken more it is one or more. Where a
-- count around it shows no more zaken than pupils, it is four or less there, and so here. Both
-- numbers of the inner count go then, since pupils alone would be missed for this reason only.
--
-- Rows of the report that are zaken of a verzuimtype stand for that filter.
-- Leaves out: areas that keep the cells of the previous release. Keeps how many zaken an area has.
with

rijen as (

    select
        cellen.*,
        case
            when cellen.kubus not in ('omvang', 'rapport_zaken', 'rapport_leerlingen') then null
            when cellen.code in ('absoluut', 'lrv', 'luxe') then 'verzuimtype=' || cellen.code
            else cellen.filters
        end as keuze,
        case
            when cellen.code in ('zaken', 'leerlingen', 'totaal', 'absoluut', 'lrv', 'luxe') then ''
            else cellen.code
        end as rij
    from temp.cellen

),

getallen as (

    select
        rijen.gebied,
        rijen.keuze,
        rijen.rij,
        max(rijen.v) filter (rijen.kubus = 'rapport_zaken' or rijen.code = 'zaken') as zaken,
        max(rijen.v) filter (
            rijen.kubus = 'rapport_leerlingen' or rijen.code = 'leerlingen'
        ) as leerlingen

    from rijen

    inner join temp.gebieden
        on rijen.gebied = gebieden.gebied and rijen.schooljaar = gebieden.schooljaar

    where
        rijen.schooljaar = $schooljaar
        and not gebieden.is_meegenomen
        and rijen.keuze is not null

    group by all

),

binnen as (

    select distinct
        gemeentecode as gebied,
        unnest([gemeentecode, regio, arrondissement, $land]) as omvat
    from temp.zaken
    where schooljaar = $schooljaar

    union

    select distinct
        unnest([regio, arrondissement]) as gebied,
        $land as omvat
    from temp.zaken
    where schooljaar = $schooljaar

    union

    select distinct
        gebied,
        gebied as omvat
    from getallen

),

verraden as (

    select distinct
        deel.gebied,
        deel.keuze,
        deel.rij

    from getallen as deel

    inner join binnen on deel.gebied = binnen.gebied

    inner join getallen as geheel
        on
            binnen.omvat = geheel.gebied
            and list_has_all(
                string_split(deel.keuze, ','),
                list_filter(string_split(geheel.keuze, ','), lambda een: een != '')
            )
            and (
                geheel.rij in ('', deel.rij)
                or (geheel.rij = 'pv' and starts_with(deel.rij, 'pv_'))
                or (
                    geheel.rij = 'relatief'
                    and deel.rij = ''
                    and deel.keuze in (
                        'verzuimtype=16_uur', 'verzuimtype=lrv', 'verzuimtype=overig'
                    )
                )
            )

    where
        concat(deel.keuze, deel.rij) != ''
        and deel.zaken - deel.leerlingen > $onzeker
        and geheel.zaken - geheel.leerlingen + $onzeker <= $klein

)

select
    rijen.kubus,
    rijen.gebied,
    rijen.schooljaar,
    rijen.filters,
    rijen.code,
    rijen.v

from rijen

left join verraden
    on
        rijen.schooljaar = $schooljaar
        and rijen.gebied = verraden.gebied
        and rijen.keuze = verraden.keuze
        and rijen.rij = verraden.rij

where verraden.gebied is null

-- One row per area, schooljaar and pupil: a keyed fingerprint of all that the release counts of it.
--
-- A supplier is an area too here, all years together: of it the release tells how it registers.
-- So are a gemeente's two schooljaren together, whether or not the release has those.
--
-- A print changes when a zaak is added, goes, or changes, and when the release counts another
-- number of the pupil without it: other dates of the same length, a new zaak elsewhere. That an
-- open zaak, step or handover is followed longer is no change of the pupil: the day that it began
-- stands for its days, until it has ended.
with

stappen_van as (

    select
        zaak_nr,
        string_agg(
            concat_ws(
                '|',
                vak,
                uitkomst,
                case when uitkomst <> 0 then dagen::varchar else startdatum::varchar end,
                is_eerste_dag
            ),
            ';'
            order by vak, uitkomst, dagen, startdatum, is_eerste_dag
        ) as feiten

    from marts.stappen

    group by zaak_nr

),

keten_van as (

    select
        keten.zaak_nr,
        string_agg(
            concat_ws(
                '|',
                keten.overgang,
                keten.telt_voor_norm,
                keten.uitkomst,
                case
                    when keten.uitkomst <> 0 then keten.dagen::varchar
                    else (zaken.peildatum - keten.dagen::integer)::varchar
                end
            ),
            ';'
            order by keten.overgang, keten.telt_voor_norm, keten.uitkomst, keten.dagen
        ) as feiten

    from marts.keten

    inner join marts.zaken on keten.zaak_nr = zaken.zaak_nr

    group by keten.zaak_nr

),

terugkoppeling_van as (

    select
        zaak_nr,
        string_agg(
            concat_ws('|', partner, einde, uitkomst, case when uitkomst = 1 then dagen end),
            ';'
            order by partner, einde, uitkomst, dagen
        ) as feiten

    from marts.terugkoppeling

    group by zaak_nr

),

-- in the report a pupil counts by all of its zaken of the year, wherever they are
herhaald as (

    select
        leerling_sleutel,
        schooljaar

    from marts.zaken

    where is_mas

    group by leerling_sleutel, schooljaar

    having count(*) > 1

),

per_zaak as (

    select
        zaken.gemeentecode,
        zaken.schooljaar,
        zaken.leerling_sleutel,
        coalesce(leveringen.sleutelnaam, zaken.leverancier) as sleutelnaam,
        left(
            sha256(
                concat_ws(
                    chr(31),
                    $sleutel,
                    zaken.gemeentecode,
                    zaken.schooljaar,
                    zaken.onderwijssoort,
                    zaken.verzuimtype,
                    zaken.leeftijdsgroep,
                    zaken.geslacht,
                    zaken.melddatum,
                    zaken.route,
                    coalesce(zaken.signaleringsinstrument, ''),
                    coalesce(zaken.advies_route, ''),
                    coalesce(zaken.gekozen_route, ''),
                    coalesce(zaken.oordeel, ''),
                    coalesce(zaken.bron, ''),
                    coalesce(zaken.richting, ''),
                    coalesce(zaken.motivering_categorie, ''),
                    coalesce(zaken.uitkomst, ''),
                    case when zaken.zaak_uitkomst <> 0 then zaken.zaak_dagen else -1 end,
                    coalesce(zaken.is_vroeg::varchar, ''),
                    coalesce(zaken.fasen::varchar, ''),
                    coalesce(zaken.is_anders_dan_advies::varchar, ''),
                    coalesce(zaken.is_zonder_3_tot_6::varchar, ''),
                    coalesce(zaken.is_zonder_7::varchar, ''),
                    coalesce(zaken.in_vakantie::varchar, ''),
                    -- of a return, whether or not it was followed so long by now
                    coalesce(zaken.duurzaam::varchar, ''),
                    coalesce(zaken.opnieuw_gemeld::varchar, ''),
                    herhaald.leerling_sleutel is not null,
                    coalesce(stappen_van.feiten, ''),
                    coalesce(keten_van.feiten, ''),
                    coalesce(terugkoppeling_van.feiten, '')
                )
            ),
            16
        ) as afdruk

    from marts.zaken

    left join marts.leveringen on zaken.leverancier = leveringen.leverancier
    left join stappen_van on zaken.zaak_nr = stappen_van.zaak_nr
    left join keten_van on zaken.zaak_nr = keten_van.zaak_nr
    left join terugkoppeling_van on zaken.zaak_nr = terugkoppeling_van.zaak_nr
    left join herhaald
        on
            zaken.leerling_sleutel = herhaald.leerling_sleutel
            and zaken.schooljaar = herhaald.schooljaar

),

-- who moved to another gemeente of an area is one pupil of it, so zaken add up to a print
per_leerling as (

    select
        gemeentecode,
        schooljaar,
        left(sha256(concat_ws(chr(31), $sleutel, leerling_sleutel)), 16) as leerling,
        left(sha256(concat_ws(chr(31), $sleutel, sleutelnaam)), 16) as leverancier,
        sum(('0x' || afdruk)::ubigint) as afdruk

    from per_zaak

    group by gemeentecode, schooljaar, leerling_sleutel, sleutelnaam

),

gebieden_van as (

    select distinct
        gebiedslijst.gemeentecode,
        gebiedslijst.gebied

    from temp.gebiedslijst

),

-- both schooljaren are there
tweetallen as (

    select schooljarenlijst.samen

    from temp.schooljarenlijst

    semi join per_leerling on schooljarenlijst.schooljaar = per_leerling.schooljaar

    group by schooljarenlijst.samen

    having count(*) > 1

)

select
    gebieden_van.gebied,
    per_leerling.schooljaar,
    per_leerling.leerling,
    per_leerling.leverancier,
    -- Parquet has no whole number of this size
    sum(per_leerling.afdruk)::varchar as afdruk

from per_leerling

inner join gebieden_van on per_leerling.gemeentecode = gebieden_van.gemeentecode

group by
    gebieden_van.gebied,
    per_leerling.schooljaar,
    per_leerling.leerling,
    per_leerling.leverancier

union all

select
    per_leerling.gemeentecode as gebied,
    schooljarenlijst.samen as schooljaar,
    per_leerling.leerling,
    per_leerling.leverancier,
    sum(per_leerling.afdruk)::varchar as afdruk

from per_leerling

inner join temp.schooljarenlijst on per_leerling.schooljaar = schooljarenlijst.schooljaar
inner join tweetallen on schooljarenlijst.samen = tweetallen.samen

group by
    per_leerling.gemeentecode,
    schooljarenlijst.samen,
    per_leerling.leerling,
    per_leerling.leverancier

union all

select
    'leverancier ' || leverancier as gebied,
    'alle' as schooljaar,
    leerling,
    leverancier,
    sum(afdruk)::varchar as afdruk

from per_leerling

group by leverancier, leerling

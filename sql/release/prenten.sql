-- One row per area, schooljaar and pupil: a keyed fingerprint of all that the release counts of it.
--
-- A supplier is an area too here, all years together: of it the release tells how it registers.
--
-- A print changes when a zaak is added, goes, or changes. That an open zaak, step or handover is
-- followed longer is no change of the pupil: its days count once it has ended.
with

stappen_van as (

    select
        zaak_nr,
        string_agg(
            concat_ws('|', vak, uitkomst, case when uitkomst <> 0 then dagen end),
            ';'
            order by vak, uitkomst, dagen
        ) as feiten

    from marts.stappen

    group by zaak_nr

),

keten_van as (

    select
        zaak_nr,
        string_agg(
            concat_ws(
                '|', overgang, telt_voor_norm, uitkomst, case when uitkomst <> 0 then dagen end
            ),
            ';'
            order by overgang, telt_voor_norm, uitkomst, dagen
        ) as feiten

    from marts.keten

    group by zaak_nr

),

per_zaak as (

    select
        zaken.gemeentecode,
        zaken.schooljaar,
        zaken.leerling_sleutel,
        zaken.leverancier,
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
                    coalesce(stappen_van.feiten, ''),
                    coalesce(keten_van.feiten, '')
                )
            ),
            16
        ) as afdruk

    from marts.zaken

    left join stappen_van on zaken.zaak_nr = stappen_van.zaak_nr
    left join keten_van on zaken.zaak_nr = keten_van.zaak_nr

),

-- who moved to another gemeente of an area is one pupil of it, so zaken add up to a print
per_leerling as (

    select
        gemeentecode,
        schooljaar,
        left(sha256(concat_ws(chr(31), $sleutel, leerling_sleutel)), 16) as leerling,
        left(sha256(concat_ws(chr(31), $sleutel, leverancier)), 16) as leverancier,
        sum(('0x' || afdruk)::ubigint) as afdruk

    from per_zaak

    group by gemeentecode, schooljaar, leerling_sleutel, leverancier

),

gebieden_van as (

    select distinct
        gebiedslijst.gemeentecode,
        gebiedslijst.gebied

    from temp.gebiedslijst

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
    'leverancier ' || leverancier as gebied,
    'alle' as schooljaar,
    leerling,
    leverancier,
    sum(afdruk)::varchar as afdruk

from per_leerling

group by leverancier, leerling

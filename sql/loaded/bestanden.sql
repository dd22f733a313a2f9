-- One row per file of a current delivery: how many rows were read, loaded and set aside.
--
-- bestand names the file as a release may: one of our own names as it is, any other by a number,
-- since a supplier may have named it after somebody. geleverd is the name that the receipt has.
with

gelezen as (

    select
        bestanden.levering_nr,
        bestanden.bestand.bestand as geleverd,
        bestanden.bestand.gelezen as gelezen,
        bestanden.bestand.geladen as geladen,
        bestanden.bestand.apart as apart,
        bestanden.bestand.bevindingen as bevindingen

    from (
        select
            levering_nr,
            unnest(bestanden) as bestand
        from loaded.ontvangstbewijzen
    ) as bestanden

),

genoemd as (

    select
        *,
        regexp_replace(geleverd, ' \([a-z]+\)$', '') as bestandsnaam,
        regexp_extract(geleverd, '(\.[A-Za-z]+)?( \([a-z]+\))?$') as achtervoegsel,
        regexp_full_match(
            bestandsnaam, '(levering|zaken|stappen|keten|noemers)\.[a-z]+', 'i'
        ) as is_eigen_naam

    from gelezen

)

select
    levering_nr,
    case
        when is_eigen_naam then geleverd
        else
            'export '
            || dense_rank() over (partition by levering_nr, is_eigen_naam order by bestandsnaam)
            || achtervoegsel
    end as bestand,
    geleverd,
    gelezen,
    geladen,
    apart,
    bevindingen

from genoemd

-- Zaken with a twin: the same gemeente, sex, age and verzuimtype on the same day, another pupil.
--
-- One row per:  delivery (a single row)
-- Reads:        receipt.kenmerken, with melddatum and verzuimtype
-- Unit:         zaken; `toeval` is the same with a twin of exactly a week later, which only chance
--               explains: in a large gemeente many pupils are alike on any one day
with

klassen as (

    select
        gemeentecode,
        geslacht,
        leeftijd,
        verzuimtype,
        melddatum,
        count(*) as zaken,
        min(leerling_id) <> max(leerling_id) as zijn_meer
    from receipt.kenmerken
    group by all

)

select
    coalesce(sum(vandaag.zaken), 0)::bigint as zaken,
    coalesce(sum(vandaag.zaken) filter (where vandaag.zijn_meer), 0)::bigint as tweelingen,
    coalesce(sum(vandaag.zaken) filter (where later.zaken is not null), 0)::bigint as toeval

from klassen as vandaag

left join klassen as later
    on
        vandaag.gemeentecode = later.gemeentecode
        and vandaag.geslacht = later.geslacht
        and vandaag.leeftijd = later.leeftijd
        and vandaag.verzuimtype = later.verzuimtype
        and vandaag.melddatum + 7 = later.melddatum

-- One row per area and schooljaar with cells, or two schooljaren together: the peildatum at which
-- they were counted.
--
-- Of suppliers that differ it is the earliest: until then all of the area was followed. A supplier
-- counts where its zaken in a gemeente pass the gate: the date of another would tell of its few.
with

per_leerling as (

    select
        gemeentecode,
        schooljaar,
        leverancier,
        leerling_sleutel,
        count(*) as zaken

    from marts.zaken

    where is_mas

    group by gemeentecode, schooljaar, leverancier, leerling_sleutel

),

leveranciers_van as (

    select
        gemeentecode,
        schooljaar,
        leverancier

    from per_leerling

    group by gemeentecode, schooljaar, leverancier

    having poort(sum(zaken), count(*), max(zaken)) is not null

),

eerste as (

    select
        gebiedslijst.gebied,
        leveranciers_van.schooljaar,
        min(leveringen.peildatum) as peildatum

    from leveranciers_van

    inner join temp.leveringen on leveranciers_van.leverancier = leveringen.leverancier
    inner join temp.gebiedslijst on leveranciers_van.gemeentecode = gebiedslijst.gemeentecode

    group by gebiedslijst.gebied, leveranciers_van.schooljaar

),

gebieden as (

    select
        gebied,
        schooljaar,
        schooljaar as van_schooljaar,
        is_meegenomen
    from temp.gebieden

    union all

    select
        gebied,
        samen as schooljaar,
        schooljaar as van_schooljaar,
        is_meegenomen
    from temp.samen

)

select
    gebieden.gebied,
    gebieden.schooljaar,
    coalesce(
        any_value(vorige_standen.peildatum),
        min(eerste.peildatum),
        (select max(peildatum) from temp.leveringen)
    ) as peildatum

from gebieden

left join temp.vorige_standen
    on
        gebieden.is_meegenomen
        and gebieden.gebied = vorige_standen.gebied
        and gebieden.schooljaar = vorige_standen.schooljaar
left join eerste
    on gebieden.gebied = eerste.gebied and gebieden.van_schooljaar = eerste.schooljaar

group by gebieden.gebied, gebieden.schooljaar

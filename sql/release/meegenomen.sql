-- One row per area and schooljaar whose cells are those of the previous release.
--
-- That is so when fewer than $min_changed pupils were added, went or changed since its cells were
-- last counted, and from $frozen_after months after the end of the schooljaar for what was shown.
-- Leaves out: what holds pupils of a supplier that is no longer loaded; a schooljaar of which
--             nothing is kept any more
with

leveranciers as (

    select left(sha256(concat_ws(chr(31), $sleutel, sleutelnaam)), 16) as leverancier

    from marts.leveringen

),

jaren as (

    select distinct schooljaar

    from temp.prenten

),

vergeleken as (

    select
        coalesce(nu.gebied, vroeger.gebied) as gebied,
        coalesce(nu.schooljaar, vroeger.schooljaar) as schooljaar,
        coalesce(nu.afdruk <> vroeger.afdruk, true) as is_veranderd,
        vroeger.leverancier is not null
        and vroeger.leverancier not in (
            select leveranciers.leverancier from leveranciers
        ) as is_teruggetrokken

    from temp.prenten as nu

    full outer join temp.vorige_prenten as vroeger
        on
            nu.gebied = vroeger.gebied
            and nu.schooljaar = vroeger.schooljaar
            and nu.leerling = vroeger.leerling

),

blokken as (

    select
        gebied,
        schooljaar,
        count(*) filter (where is_veranderd) as veranderd,
        bool_or(is_teruggetrokken) as is_teruggetrokken

    from vergeleken

    group by gebied, schooljaar

),

getoond as (

    select distinct
        gebied,
        schooljaar

    from temp.vorige_standen

)

select
    blokken.gebied,
    blokken.schooljaar,
    getoond.gebied is not null as was_getoond,
    blokken.veranderd > 0 as is_veranderd

from blokken

inner join jaren on blokken.schooljaar = jaren.schooljaar
left join getoond
    on blokken.gebied = getoond.gebied and blokken.schooljaar = getoond.schooljaar

where
    $has_previous
    and not blokken.is_teruggetrokken
    and (
        blokken.veranderd < $min_changed
        or (
            getoond.gebied is not null
            and make_date(try_cast(right(blokken.schooljaar, 4) as integer), 7, 31)
            + to_months($frozen_after)
            <= (select max(peildatum) from marts.leveringen)
        )
    )

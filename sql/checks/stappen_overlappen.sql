-- The loaded steps that start before an earlier step of the same zaak has ended.
--
-- Leaves out:   a start on the very day of that end; earlier steps that are still open
with

-- to order all steps is dear, and those of nearly every zaak stand in order
te_ordenen as (

    select zaak_nr

    from loading.stappen_per_zaak

    where not is_op_volgorde

)

select stappen.rij

from loading.stappen

semi join te_ordenen
    on stappen.zaak_nr = te_ordenen.zaak_nr

qualify stappen.startdatum < max(stappen.einddatum) over (
    partition by stappen.zaak_nr
    order by stappen.startdatum, stappen.stap, stappen.rij
    rows between unbounded preceding and 1 preceding
)

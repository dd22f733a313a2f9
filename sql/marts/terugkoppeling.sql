-- One row per end that asks for feedback (step 9): of a zaak, or of a handover to a partner.
--
-- dagen runs from the end to the first step 9 of the zaak (0 when that came before), or to the
-- peildatum of the supplier. uitkomst: 1 there was feedback; 0 none on record.
with

eindes as (

    select
        zaak_nr,
        'zaak'::reference.terugkoppeling as partner,
        uitkomstdatum as einde
    from marts.zaken
    where uitkomstdatum is not null

    union all

    select
        zaak_nr,
        partner,
        einddatum as einde
    from loaded.keten
    where einddatum is not null

)

select
    eindes.zaak_nr,
    eindes.partner,
    greatest(
        coalesce(gezette_stappen.begin_9, zaken.peildatum) - eindes.einde, 0
    )::integer as dagen,
    (gezette_stappen.begin_9 is not null)::tinyint as uitkomst,
    eindes.einde + 30 <= zaken.peildatum as is_gevolgd_30

from eindes

inner join marts.zaken on eindes.zaak_nr = zaken.zaak_nr
left join marts.gezette_stappen on eindes.zaak_nr = gezette_stappen.zaak_nr

-- One row per end that asks for feedback (step 9): of a zaak, or of a handover to a partner.
--
-- dagen runs from the end to the first step 9 of the zaak (0 when that came before), or to the
-- peildatum of the supplier. uitkomst: 1 there was feedback; 0 none on record.
with

eindes as (

    select
        zaak_nr,
        'zaak'::reference.terugkoppeling as partner,
        uitkomstdatum as einde,
        peildatum
    from marts.zaken
    where uitkomstdatum is not null

    union all

    select
        keten.zaak_nr,
        keten.partner,
        keten.einddatum as einde,
        zaken.peildatum
    from loaded.keten
    inner join marts.zaken on keten.zaak_nr = zaken.zaak_nr
    where keten.einddatum is not null

)

select
    eindes.zaak_nr,
    eindes.partner,
    eindes.einde,
    greatest(
        coalesce(gezette_stappen.begin_9, eindes.peildatum) - eindes.einde, 0
    )::integer as dagen,
    (gezette_stappen.begin_9 is not null)::tinyint as uitkomst,
    eindes.einde + 30 <= eindes.peildatum as is_gevolgd_30

from eindes

left join marts.gezette_stappen on eindes.zaak_nr = gezette_stappen.zaak_nr

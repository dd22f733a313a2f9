-- One row per clock of a schooljaar: terugkeer, the whole zaak, uitvoeringen and handovers.
--
-- is_enige: the pupil has no other clock of the same kind in the year.
with

klokken as (

    select
        zaak_nr,
        'terugkeer' as kubus,
        unnest(['alle', typegroep]) as code,
        terugkeer_dagen as dagen,
        terugkeer_uitkomst as uitkomst

    from temp.zaken

    where terugkeer_uitkomst is not null

    union all

    select
        zaak_nr,
        'doorlooptijd' as kubus,
        'zaak' as code,
        zaak_dagen as dagen,
        zaak_uitkomst as uitkomst

    from temp.zaken

    union all

    select
        zaak_nr,
        'doorlooptijd' as kubus,
        vak as code,
        dagen,
        uitkomst

    from marts.stappen

    union all

    select
        zaak_nr,
        'keten' as kubus,
        unnest([
            overgang,
            case when overgang = 'rvdk_einde' and telt_voor_norm then 'rvdk_einde_norm' end
        ]) as code,
        dagen,
        uitkomst

    from marts.keten

),

van_zaken as (

    select
        zaken.zaak_nr,
        zaken.profiel,
        zaken.leerling,
        codelijst.kenmerk,
        klokken.dagen::integer as dagen,
        klokken.uitkomst::tinyint as uitkomst

    from klokken

    inner join temp.zaken on klokken.zaak_nr = zaken.zaak_nr
    inner join temp.codelijst on klokken.kubus = codelijst.kubus and klokken.code = codelijst.code

    where zaken.schooljaar = $schooljaar

)

select
    zaak_nr,
    profiel,
    leerling,
    kenmerk,
    dagen,
    uitkomst,
    count(*) over (partition by kenmerk, leerling) = 1 as is_enige

from van_zaken

-- One row per clock of a schooljaar: terugkeer, the whole zaak, uitvoeringen and handovers.
--
-- is_enige: the pupil has no other clock of the same kind in the year. is_open: it runs on at the
-- peildatum. A clock without days (outside its timetable) counts, but the curve never follows it:
-- there it is censored before day 0.
with

klokken as (

    select
        zaak_nr,
        'terugkeer' as kubus,
        unnest(['alle', typegroep]) as code,
        zaak_dagen as dagen,
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
        coalesce(klokken.dagen, -1)::integer as dagen,
        case when klokken.dagen is null then 0 else klokken.uitkomst end::tinyint as uitkomst,
        klokken.uitkomst = 0 as is_open

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
    is_open,
    count(*) over (partition by kenmerk, leerling) = 1 as is_enige

from van_zaken

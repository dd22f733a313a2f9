-- One row per day and vakantieregio, with running counts of working days and school days.
--
-- The days after one date up to and with another are the difference of their counts. A school day
-- is a working day outside the school holidays of the region; null outside the known timetable.
-- vakantie_tot is the last day of the school holiday that the day is in.
-- sleutel is the day and the region in one whole number: days since the nulpunt of the region.
with

dagen as (

    select
        vakantieregios.vakantieregio,
        vakantieregios.nulpunt,
        unnest(range($begin::date, $einde::date + 1, interval 1 day))::date as dag

    from reference.vakantieregios

),

soorten as (

    select
        dagen.*,
        isodow(dagen.dag) < 6 and feestdagen.dag is null as is_werkdag,
        case when dagen.dag <= vakanties.laatste_dag then vakanties.laatste_dag end as vakantie_tot

    from dagen

    left join reference.feestdagen on dagen.dag = feestdagen.dag
    asof left join reference.vakanties
        on
            dagen.vakantieregio = vakanties.vakantieregio
            and dagen.dag >= vakanties.eerste_dag

)

select
    (dag - nulpunt)::integer as sleutel,
    dag,
    vakantieregio,
    vakantie_tot,
    (sum(is_werkdag::integer) over tot_en_met)::integer as werkdagen,
    case
        when dag between $rooster_van::date and $rooster_tot::date
            then (sum((is_werkdag and vakantie_tot is null)::integer) over tot_en_met)::integer
    end as schooldagen

from soorten

window tot_en_met as (partition by vakantieregio order by dag rows unbounded preceding)

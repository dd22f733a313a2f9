-- The steps of a log that says of each event whether it starts or completes.
--
-- One row per:  uitvoering: the first start with the first completion of the same activity, and on
-- Reads:        landing.gebeurtenissen
-- Leaves out:   other transitions, such as scheduled or suspended
with

genummerd as (

    select
        bron,
        zaak_id,
        zaak_id_geleverd,
        activiteit,
        stap,
        datum,
        overgang,
        row_number() over (partition by zaak_id, activiteit, overgang order by nr) as keer

    from landing.gebeurtenissen

    where telt and overgang in ('start', 'complete')

),

begonnen as (

    select *

    from genummerd

    where overgang = 'start'

),

afgerond as (

    select *

    from genummerd

    where overgang = 'complete'

)

select
    coalesce(begonnen.bron, afgerond.bron) as bron,
    coalesce(begonnen.zaak_id, afgerond.zaak_id) as zaak_id,
    coalesce(begonnen.zaak_id_geleverd, afgerond.zaak_id_geleverd) as zaak_id_geleverd,
    coalesce(begonnen.stap, afgerond.stap) as stap,
    begonnen.datum as startdatum,
    afgerond.datum as einddatum

from begonnen

full outer join afgerond
    on
        begonnen.zaak_id = afgerond.zaak_id
        and begonnen.activiteit = afgerond.activiteit
        and begonnen.keer = afgerond.keer

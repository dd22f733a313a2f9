-- What the steps of a zaak say of deviating, as one zaak: it deviates when a step does, and is
-- explained when every step that deviates is.
--
-- One row per:  zaak
-- Reads:        landing.afwijkingen: a row per row of the file, with null where nothing is said,
--               and in `vreemd_…` what is no code
-- Leaves out:   explanations of steps that do not deviate, in a zaak where another does
with

uitgelegd as (

    select
        *,
        coalesce(afwijking = 'ja', false) as wijkt_af,
        coalesce(gemotiveerd, motivering_categorie) is not null as zegt_iets,
        case
            when gemotiveerd = 'ja' or motivering_categorie is not null then 'ja'
            when gemotiveerd = 'nee' then 'nee'
            else 'onbekend'
        end as uitleg

    from landing.afwijkingen

),

per_zaak as (

    select
        min(bron) as bron,
        bool_or(wijkt_af) as wijkt_af,
        bool_and(coalesce(afwijking = 'nee', false)) as wijkt_niet_af,
        max(afwijking) as een_afwijking,
        -- of the steps that deviate: the first in the alphabet is 'ja', then 'nee', then 'onbekend'
        max(uitleg) filter (where wijkt_af) as uitleg,
        bool_or(uitleg = 'nee') filter (where wijkt_af) as is_zonder,
        arg_min(motivering_categorie, bron) filter (where wijkt_af) as categorie,
        -- the same, of what is said where no step is said to deviate
        max(uitleg) filter (where zegt_iets) as los_uitleg,
        bool_or(uitleg = 'nee') filter (where zegt_iets) as los_is_zonder,
        arg_min(motivering_categorie, bron) as losse_categorie,
        max(vreemd_afwijking) as vreemd_afwijking,
        max(vreemd_gemotiveerd) as vreemd_gemotiveerd,
        max(vreemd_motivering_categorie) as vreemd_motivering_categorie

    from uitgelegd

    group by sleutel

),

gekozen as (

    select
        *,
        case
            when wijkt_af and is_zonder then 'nee'
            when wijkt_af then uitleg
            when los_is_zonder then 'nee'
            else los_uitleg
        end as uitleg_van_zaak

    from per_zaak

)

select
    bron,
    coalesce(
        vreemd_afwijking,
        case
            when wijkt_af then 'ja'
            when wijkt_niet_af then 'nee'
            when een_afwijking is not null then 'onbekend'
        end
    ) as afwijking,
    coalesce(vreemd_gemotiveerd, uitleg_van_zaak) as gemotiveerd,
    coalesce(
        vreemd_motivering_categorie,
        case
            when uitleg_van_zaak <> 'ja' then null
            when wijkt_af then categorie
            else losse_categorie
        end
    ) as motivering_categorie

from gekozen

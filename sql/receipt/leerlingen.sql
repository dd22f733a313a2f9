-- How the pseudonyms of pupils compare with those of the same supplier's previous delivery.
--
-- One row per:  delivery (a single row)
-- Reads:        previous.nu_zaken; previous.zaken, under the same keys
-- Unit:         leerlingen
with

vorige as (

    select distinct leerling_sleutel
    from previous.zaken

),

nu as (

    select distinct leerling_sleutel
    from previous.nu_zaken

)

select
    count(vorige.leerling_sleutel) as vorige,
    count(nu.leerling_sleutel) as nu,
    count(*) filter (
        where vorige.leerling_sleutel is not null and nu.leerling_sleutel is not null
    ) as gebleven

from vorige

full outer join nu
    on vorige.leerling_sleutel = nu.leerling_sleutel

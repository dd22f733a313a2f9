-- How the zaken of a delivery compare with those of the same supplier's previous one.
--
-- One row per:  delivery (a single row)
-- Reads:        previous.nu_zaken; previous.zaken, under the same keys
-- Unit:         zaken; `open` is without an uitkomst in the previous delivery
select
    count(vorige.zaak_sleutel) as vorige,
    count(nu.zaak_sleutel) as nu,
    count(*) filter (
        where vorige.zaak_sleutel is not null and nu.zaak_sleutel is not null
    ) as gebleven,
    count(*) filter (where nu.zaak_sleutel is null) as verdwenen,
    count(*) filter (where vorige.zaak_sleutel is null) as nieuw,
    count(*) filter (
        where vorige.zaak_sleutel is not null and vorige.uitkomst is null
    ) as open_vorige,
    count(*) filter (
        where vorige.uitkomst is null and nu.zaak_sleutel is null
    ) as open_verdwenen

from previous.zaken as vorige

full outer join previous.nu_zaken as nu
    on vorige.zaak_sleutel = nu.zaak_sleutel

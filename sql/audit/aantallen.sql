-- One row per profiel, what partners know of it, and kenmerk: how many there are.
select
    kennis.profiel,
    kennis.kennis,
    kenmerken.kenmerk,
    count(*) as aantal

from temp.kenmerken

inner join temp.kennis on kenmerken.zaak_nr = kennis.zaak_nr

group by kennis.profiel, kennis.kennis, kenmerken.kenmerk

-- One row for everything that a zaak of a schooljaar counts for.
select
    kenmerken.kenmerk,
    kenmerken.zaak_nr

from temp.kenmerken

inner join temp.zaken on kenmerken.zaak_nr = zaken.zaak_nr

where zaken.schooljaar = $schooljaar

order by all

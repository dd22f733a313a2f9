-- The handovers, without a fault of their own, of a zaak that was set aside.
select keten.rij

from lost.keten

semi join sound.zaken_apart
    on keten.zaak_id = zaken_apart.zaak_id

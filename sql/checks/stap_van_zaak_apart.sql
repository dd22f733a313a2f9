-- The steps, without a fault of their own, of a zaak that was set aside.
select stappen.rij

from lost.stappen

semi join sound.zaken_apart
    on stappen.zaak_id = zaken_apart.zaak_id

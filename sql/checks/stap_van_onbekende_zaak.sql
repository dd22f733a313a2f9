-- The steps, without a fault of their own, of a zaak that is not in the delivery.
select stappen.rij

from lost.stappen

anti join typed.zaken
    on stappen.zaak_id = zaken.zaak_id

anti join sound.zaken_apart
    on stappen.zaak_id = zaken_apart.zaak_id

-- The handovers, without a fault of their own, of a zaak that is not in the delivery.
select keten.rij

from lost.keten

anti join typed.zaken
    on keten.zaak_id = zaken.zaak_id

anti join sound.zaken_apart
    on keten.zaak_id = zaken_apart.zaak_id

-- The loaded handovers that were made before their zaak was reported.
select rij

from loading.keten

where verwijsdatum < melddatum

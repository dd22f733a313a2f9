-- The loaded steps that start before their zaak was reported.
select rij

from loading.stappen

where startdatum < melddatum

-- The rows whose zaak_id occurs more than once, whatever else is wrong with them.
with

-- a window over all ids would sort them all; few or none occur twice
repeated as (

    select zaak_id

    from typed.zaken

    group by zaak_id

    having count(*) > 1

)

select zaken.rij

from typed.zaken

semi join repeated
    on zaken.zaak_id = repeated.zaak_id

-- One row per niveau with shown cells of a schooljaar: how many, and the zaken in them together.
select
    niveaus.niveau,
    count(*) as cellen,
    sum(cellen.v)::bigint as zaken

from temp.cellen

inner join temp.niveaus on cellen.gebied = niveaus.gebied

where cellen.schooljaar = $schooljaar

group by niveaus.niveau

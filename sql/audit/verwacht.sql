-- One row per shown expected count of a schooljaar.
select
    gebied,
    code,
    v

from temp.cellen

where kubus = 'verwacht' and schooljaar = $schooljaar

order by all

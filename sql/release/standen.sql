-- One row per area and schooljaar with cells: the peildatum at which they were counted.
select
    gebieden.gebied,
    gebieden.schooljaar,
    coalesce(
        vorige_standen.peildatum, (select max(peildatum) from temp.leveringen)
    ) as peildatum

from temp.gebieden

left join temp.vorige_standen
    on
        gebieden.is_meegenomen
        and gebieden.gebied = vorige_standen.gebied
        and gebieden.schooljaar = vorige_standen.schooljaar

-- What the curves of doorlooptijd are made of, in one scan: uitvoeringen per step, day and end.
select
    zaken.regio,
    zaken.schooljaar,
    stappen.stap,
    stappen.dagen,
    stappen.uitkomst,
    count(*) as uitvoeringen

from marts.zaken

inner join marts.stappen on zaken.zaak_nr = stappen.zaak_nr

group by zaken.regio, zaken.schooljaar, stappen.stap, stappen.dagen, stappen.uitkomst

-- What the curves of ketenoverdracht are made of, in one scan: handovers per kind, day and end.
select
    zaken.regio,
    zaken.schooljaar,
    keten.overgang,
    keten.dagen,
    keten.uitkomst,
    count(*) as overdrachten

from marts.zaken

inner join marts.keten on zaken.zaak_nr = keten.zaak_nr

group by zaken.regio, zaken.schooljaar, keten.overgang, keten.dagen, keten.uitkomst

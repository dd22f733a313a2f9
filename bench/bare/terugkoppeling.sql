-- What terugkoppeling counts, in one join: ends per partner, day and end.
select
    zaken.regio,
    zaken.schooljaar,
    terugkoppeling.partner,
    terugkoppeling.dagen,
    terugkoppeling.uitkomst,
    count(*) as eindes

from marts.zaken

inner join marts.terugkoppeling on zaken.zaak_nr = terugkoppeling.zaak_nr

group by
    zaken.regio,
    zaken.schooljaar,
    terugkoppeling.partner,
    terugkoppeling.dagen,
    terugkoppeling.uitkomst

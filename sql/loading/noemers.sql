-- The numbers of pupils to load: sound rows whose key stands once.
--
-- One row per:  gemeentecode, schooljaar, onderwijssoort
-- Reads:        sound.noemers
-- Leaves out:   rows set aside, and all rows that share a key
select
    rij,
    gemeentecode,
    schooljaar,
    onderwijssoort,
    leerlingen

from sound.noemers

qualify count(*) over (partition by gemeentecode, schooljaar, onderwijssoort) = 1

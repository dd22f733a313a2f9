-- The numbers of pupils that share gemeente, schooljaar and onderwijssoort with another.
select rij

from sound.noemers

qualify count(*) over (partition by gemeentecode, schooljaar, onderwijssoort) > 1

-- Invented numbers of pupils of every gemeente, schooljaar and onderwijssoort.
select
    1::uinteger as levering_nr,
    gemeenten.gemeentecode,
    jaren.jaar || '-' || (jaren.jaar + 1) as schooljaar,
    soorten.onderwijssoort,
    (1000 + hash(gemeenten.gemeentecode, jaren.jaar, soorten.onderwijssoort) % 20000)::integer
        as leerlingen

from unnest($gemeenten) as gemeenten (gemeentecode)

cross join range(year($eerste_dag), year($eerste_dag) + 1 + $dagen // 365) as jaren (jaar)
cross join unnest(['po', 'vo', 'mbo', 'so_vso']) as soorten (onderwijssoort)

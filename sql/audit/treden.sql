-- One row per area and kenmerk that the ladder lets through: how many filters it may have.
select
    gebieden.gebied,
    treden.kenmerk,
    treden.filters

from temp.treden

inner join temp.gebieden on treden.gebied_nr = gebieden.gebied_nr

order by all

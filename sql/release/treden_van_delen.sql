-- What the ladder does not let through of one schooljaar, where two together are released: counts
-- of which nothing is shown, but that are to be protected from what the two tell.
select
    gebieden.gebied_nr,
    codelijst.kenmerk,
    0 as filters

from temp.gebieden

cross join temp.codelijst

anti join temp.treden
    on gebieden.gebied_nr = treden.gebied_nr and codelijst.kenmerk = treden.kenmerk

where
    gebieden.schooljaar = $schooljaar
    and gebieden.is_deel
    and not codelijst.een_schooljaar
    and list_contains(codelijst.niveaus, gebieden.niveau)

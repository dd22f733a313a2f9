-- One row per clock of a curve: of what, of which zaak, and how it ended (0: not yet).
--
-- vakje is the first point of the curve that counts its end; of one that runs on, the first that it
-- was not followed up to.
select
    tijden.kenmerk,
    tijden.zaak_nr,
    tijden.uitkomst,
    case
        when tijden.uitkomst = 0 then len(list_filter($grid, lambda dag: dag <= tijden.dagen))
        else len(list_filter($grid, lambda dag: dag < tijden.dagen))
    end::tinyint as vakje

from temp.tijden

inner join temp.codelijst on tijden.kenmerk = codelijst.kenmerk

order by all

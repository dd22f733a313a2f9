-- One row per cell that is not shown since nearly all of a small group would be seen to share what
-- should not be known of any of them.
--
-- Goes by what the gate shows: who sees the release could make the same sum. A group without a
-- kenmerk of its own is of those that did not come back, however they are released. kenmerk is
-- what is hidden: every cell of the view; of two schooljaren together too, when it is so of one.
with

groepen as (

    select distinct
        groep,
        kenmerk,
        van_kenmerk

    from temp.gevoelig

),

delen as (

    select
        groepen.groep,
        groepen.van_kenmerk,
        getoond.gebied_nr,
        getoond.filter_nr,
        sum(getoond.v) as v

    from groepen

    inner join temp.getoond on groepen.kenmerk = getoond.kenmerk

    group by groepen.groep, groepen.van_kenmerk, getoond.gebied_nr, getoond.filter_nr

    union all

    select
        groepen.groep,
        groepen.van_kenmerk,
        niet_terug.gebied_nr,
        niet_terug.filter_nr,
        niet_terug.v

    from groepen

    inner join temp.niet_terug on groepen.van_kenmerk = niet_terug.van_kenmerk

    where groepen.kenmerk is null

),

eenzijdige as (

    select
        delen.groep,
        delen.gebied_nr,
        delen.filter_nr

    from delen

    inner join temp.getoond
        on
            delen.gebied_nr = getoond.gebied_nr
            and delen.filter_nr = getoond.filter_nr
            and delen.van_kenmerk = getoond.kenmerk

    where delen.v >= $share_high * getoond.v and getoond.v < $one_sided_below

),

-- who has the other schooljaar subtracts it
met_tweetallen as (

    select
        groep,
        gebied_nr,
        filter_nr
    from eenzijdige

    union all

    select
        eenzijdige.groep,
        tweetallen.gebied_nr,
        eenzijdige.filter_nr
    from eenzijdige
    inner join temp.gebieden on eenzijdige.gebied_nr = gebieden.gebied_nr and gebieden.is_deel
    inner join temp.gebieden as tweetallen
        on
            split_part(gebieden.gebied, ' ', 1) = tweetallen.gebied
            and gebieden.schooljaar = tweetallen.schooljaar

)

select distinct
    met_tweetallen.gebied_nr,
    met_tweetallen.filter_nr,
    gevoelig.verborgen as kenmerk

from met_tweetallen

inner join temp.gevoelig on met_tweetallen.groep = gevoelig.groep

-- What the cells of a column look like, for the cells that are no value of that column.
--
-- One row per:  kolom
-- Reads:        content.cellen, a view with the columns `kolom` and `tekst`
-- Unit:         counts of cells, except *_waarden: counts of distinct values
with

waarden as (

    select
        kolom,
        tekst,
        count(*) as aantal,
        -- a text as long as a pseudonym may be a number with signs in it, and filled up
        length(tekst) >= 16 as is_lang,
        -- 1012.22.331 is written with dots, and bsn: 111-222-333 in yet another way
        regexp_replace(
            lower(replace(replace(tekst, '.', ''), ' ', '')),
            '^(?:bsn:?)?(\d{3})-?(\d{3})-?(\d{3})$',
            '\1\2\3'
        ) as tekens,
        trim(replace(tekens, '-', ''), 'f') as zonder_f

    from content.cellen

    group by kolom, tekst

),

zonder_vulling as (

    select
        kolom,
        tekst,
        aantal,
        is_lang,
        -- filled up in front, or behind; or the same number over and over, to fill the length
        case
            when not is_lang then ltrim(tekens, '0')
            when length(ltrim(zonder_f, '0')) <= 9 then ltrim(zonder_f, '0')
            when starts_with(repeat(left(zonder_f, 9), 8), rtrim(zonder_f, '0'))
                then ltrim(left(zonder_f, 9), '0')
            when
                starts_with(
                    repeat(left(ltrim(zonder_f, '0'), 9), 8), trim(zonder_f, '0')
                )
                then left(ltrim(zonder_f, '0'), 9)
            else ltrim(tekens, '0')
        end as rest_van_tekst

    from waarden

),

cijfers as (

    select
        kolom,
        tekst,
        aantal,
        -- 069f6bc7 is a number of nine digits in hex
        case
            when
                is_lang
                and regexp_full_match(rest_van_tekst, '[0-9a-f]{6,8}')
                and regexp_matches(rest_van_tekst, '[a-f]')
                then ('0x' || rest_van_tekst)::bigint::varchar
            else rest_van_tekst
        end as cijfers

    from zonder_vulling

),

gemeten as (

    select
        kolom,
        tekst,
        aantal,
        regexp_full_match(cijfers, '\d{8,9}') as is_nummer,
        -- of all other texts this would be most of the work
        case
            when is_nummer
                then
                    list_transform(
                        string_split(lpad(cijfers, 9, '0'), ''),
                        lambda cijfer: try_cast(cijfer as integer)
                    )
        end as losse_cijfers

    from cijfers

),

elf as (

    select
        kolom,
        tekst,
        aantal,
        is_nummer,
        losse_cijfers[1:2] = [1, 0] as begint_met_10,
        (
            9 * losse_cijfers[1] + 8 * losse_cijfers[2] + 7 * losse_cijfers[3]
            + 6 * losse_cijfers[4] + 5 * losse_cijfers[5] + 4 * losse_cijfers[6]
            + 3 * losse_cijfers[7] + 2 * losse_cijfers[8] - losse_cijfers[9] + 11
        ) % 11 as rest

    from gemeten

)

select
    kolom,
    count(*) as verschillende_waarden,
    sum(aantal)::bigint as cellen,
    count(*) filter (where is_nummer) as nummer_waarden,
    -- remainder 5 after 10 is an onderwijsnummer
    count(*) filter (where is_nummer and (rest = 0 or (begint_met_10 and rest = 5)))
        as elfproef_waarden,
    count(*) filter (where regexp_full_match(tekst, '[1-9]\d{3}')) as pc4_waarden,
    coalesce(sum(aantal) filter (where is_nummer), 0)::bigint as nummers,
    coalesce(
        sum(aantal) filter (where regexp_full_match(tekst, '[^@\s]+@[^@\s]+\.[A-Za-z]{2,}')), 0
    )::bigint as mailadressen,
    coalesce(
        sum(aantal) filter (where regexp_matches(tekst, '[^@\s]@[^@\s]+\.[A-Za-z]{2}')), 0
    )::bigint as met_mailadres,
    coalesce(
        sum(aantal) filter (
            where
            regexp_full_match(tekst, '(\+31|0031|0)[ -]?[1-9]([ -]?[0-9]){8}')
            -- with brackets, or more signs between; a range of days has as many digits
            or (
                regexp_full_match(
                    tekst, '\(?((\+31|0031)[ ()-]*0?|0)[ ()-]*[1-9]([ ()-]*\d){8}'
                )
                and not regexp_matches(tekst, '\d\d-\d\d-\d\d')
            )
        ),
        0
    )::bigint as telefoonnummers,
    coalesce(
        sum(aantal) filter (
            where
            regexp_matches(
                lower(tekst),
                '\p{L}{2}(straat|weg|laan|plein|kade|gracht|singel|dijk|dreef|hof|steeg) \d{1,4}\b'
            )
        ),
        0
    )::bigint as adressen,
    coalesce(
        sum(aantal) filter (where regexp_full_match(tekst, '[1-9]\d{3} ?[A-Za-z]{2}')), 0
    )::bigint as postcodes,
    coalesce(sum(aantal) filter (where regexp_full_match(tekst, '[1-9]\d{3}')), 0)::bigint as pc4s,
    coalesce(
        sum(aantal) filter (
            where regexp_full_match(upper(tekst), 'NL\d{2} ?[A-Z]{4}( ?\d){10}')
        ),
        0
    )::bigint as rekeningnummers,
    coalesce(
        sum(aantal) filter (
            where
            (
                regexp_matches(
                    tekst,
                    '^\p{Lu}\p{Ll}+(-\p{Lu}\p{Ll}+)?'
                    || '( (van|de|der|den|het|ten|ter|el|al|ben|bin|von))* (d'')?\p{Lu}'
                )
                -- initials, or the surname first
                or regexp_full_match(
                    tekst,
                    '((\p{Lu}\. ?){1,5}((van|de|der|den|het|ten|ter|in|''t) )*'
                    || '|\p{Lu}{1,4} ((van|de|der|den|het|ten|ter|in|''t) )+)\p{Lu}\p{Ll}+.*'
                )
                or regexp_full_match(
                    tekst,
                    '((van|de|der|den|het|ten|ter|in|''t) )*\p{Lu}\p{Ll}+(-\p{Lu}\p{Ll}+)?'
                    || ', ?\p{Lu}[\p{Ll}.].*'
                )
            )
            -- a gemeente, a school, a team and a step are written so too
            and not list_contains($gemeenten::varchar[], lower(tekst))
            and not regexp_matches(lower(tekst), $geen_mens)
        ),
        0
    )::bigint as namen,
    -- 1,23E+11: what a spreadsheet leaves of a long number
    coalesce(
        sum(aantal) filter (
            where regexp_full_match(lower(tekst), '\d([.,]\d+e\+?|e\+)\d+')
        ),
        0
    )::bigint as afgeronde_nummers,
    coalesce(
        sum(aantal) filter (where regexp_matches(tekst, '\p{L}{2,} +\p{L}{2,}')), 0
    )::bigint as met_woorden,
    coalesce(sum(aantal) filter (where contains(tekst, ' ')), 0)::bigint as met_spatie,
    coalesce(sum(aantal * length(tekst)), 0)::bigint as tekens

from elf

group by kolom

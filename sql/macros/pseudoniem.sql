-- scalar macro: pseudoniem(tekst)
--
-- A pseudonym as a number of 128 bits: 32 hex digits as they are, a UUID likewise but kept apart
-- from those; null of any other text. Reading it proves its shape, dearer to prove by pattern.
select
    case
        -- half the time of a cast from text
        when strlen(tekst) = 32 then try(unhex(tekst)::uuid)::uhugeint
        when tekst like '________-____-____-____-____________'
            then xor(try_cast(tekst as uuid)::uhugeint, 98765432109876543210987654321::uhugeint)
    end

-- scalar macro: kaal(tekst)
--
-- A cell without the spaces around it; null when nothing is left. trim is dear on long cells, and
-- few cells hold a space at all.
select nullif(case when contains(tekst, ' ') then trim(tekst) else tekst end, '')

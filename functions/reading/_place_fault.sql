-- reading._place_fault: what is wrong with a place, rounded as it is stored; or null.
--
-- The bounds are those of the checks of reading.progress, applied before anything is
-- written.

create or replace function reading._place_fault(
    p_chapter numeric, p_page integer, p_percent numeric
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when num_nonnulls(p_chapter, p_page, p_percent) = 0
        then 'it has no chapter, page or percent'
    when not (p_chapter >= 0 and round(p_chapter, 3) < 1000000)
        then 'chapter is not within 0 and 999999.999'
    when p_page < 0 then 'page is negative'
    when not (p_percent >= 0 and round(p_percent, 2) <= 100)
        then 'percent is not within 0 and 100'
end;

comment on function reading._place_fault(numeric, integer, numeric) is
    'What is wrong, as a clause of an error message; null if the place is valid.';

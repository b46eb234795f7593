-- suppliers._vendor_code: the code of a supplier that is known by its name.
--
-- Names that differ in case, spaces and punctuation only have one code. What is too
-- long for a code, or has no Latin letter, ends with a hash of the name.

create or replace function suppliers._vendor_code(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when length(n.plain) between 1 and 40 then n.plain
        else concat_ws(
            '-', nullif(rtrim(left(n.plain, 33), '-'), ''),
            upper(left(md5(lower(p_name)), 6))
        )
    end
    from (
        select btrim(
            regexp_replace(upper(p_name), '[^A-Z0-9]+', '-', 'g'), '-'
        ) as plain
    ) as n
$$;

comment on function suppliers._vendor_code(text) is
    'A valid value of suppliers.suppliers.code; the same for the same name.';

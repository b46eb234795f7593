-- master._short_region: the common name of a region.

create or replace function master._short_region(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_name ~ '^Region ' or p_name !~ '\(.+\)'
            then trim(split_part(p_name, '(', 1))
        else substring(p_name from '\((.+)\)')
    end
$$;

comment on function master._short_region(text) is
    'NCR for "National Capital Region (NCR)"; else the text before the parenthesis.';

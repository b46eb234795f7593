-- core._fits_jsonb: whether each value of a type can be a value in jsonb.
--
-- json may hold what jsonb refuses (\u0000, half a surrogate pair, 1e999999), and a
-- type of others may have a cast to json that raises. Enums and domains are as their
-- values.

create or replace function core._fits_jsonb(p_type oid)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_type in ('json'::regtype, 'json[]'::regtype) then false
        when t.typnamespace = 'pg_catalog'::regnamespace then true
        when t.typtype = 'd' then core._fits_jsonb(t.typbasetype)
        when t.typtype = 'e' then true
        when t.typelem <> 0 and t.typlen = -1 then core._fits_jsonb(t.typelem)
        else false
    end
    from pg_catalog.pg_type as t
    where t.oid = p_type
$$;

comment on function core._fits_jsonb(oid) is
    'False for json, composites, and base types that are not Postgres''s own.';

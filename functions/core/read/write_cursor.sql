-- core.write_cursor: the position after a key of a list, as opaque text for a URL.
--
-- All lists use this format: a JSON array of the list's name and the columns of the
-- key, in base64 with the alphabet of URLs. With the name, a cursor of another list is
-- refused. A cursor is not secret and grants nothing.

create or replace function core.write_cursor(p_list text, p_key text[])
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select translate(
        encode(convert_to(to_jsonb(p_list || p_key)::text, 'UTF8'), 'base64'),
        e'+/=\n', '-_'
    )
    where p_key is not null
$$;

grant execute on function core.write_cursor(text, text[])
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.write_cursor(text, text[]) is
$$The cursor after the item with this key, for core.read_page; null for a null key.

The key has the columns that the list is ordered by, and none is null.
$$;

-- core.write_cursor: the place after a key of a list, as opaque text fit for a URL.
--
-- Every list has this one format: base64, in the alphabet of URLs, of a JSON array of
-- the list's name and the columns of the key. It names the list, so that a cursor of
-- another list is refused. A cursor is not a secret and grants nothing.

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
$$The cursor after the item with this key; core.read_page reads it. Null for null.

The key has the columns that the list is ordered by, none of them null.
$$;

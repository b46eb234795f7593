-- core.excerpt: a caller's value, shortened for an error or a log.
--
-- A value may have megabytes, and a message that repeats it goes into a response and
-- into the server's log. So every caller's value in a message passes through this
-- function.

create or replace function core.excerpt(p_value text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_value is null then 'null'
        when length(p_value) > 60 then left(p_value, 59) || '…'
        else p_value
    end
$$;

grant execute on function core.excerpt(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.excerpt(text) is
$$A value cut to 60 characters for a message; the word null for null.

Units: characters; a shortened value ends with an ellipsis.
$$;

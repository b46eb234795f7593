-- core.excerpt: a caller's value as an error or a log may repeat it.
--
-- What a caller sends may have megabytes; what repeats it goes into an answer and into
-- the server's log. Every value of a caller's that a message shows passes through here.

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

Units: characters; a value that was cut ends with an ellipsis.
$$;

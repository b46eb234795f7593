-- Rendered from functions/api/core.sql.j2; edit that file, not this one.
-- What callers may ask of core: its table of contents.

create or replace function api.changes_since(topics text[], after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select core.changes_since(p_topics => topics, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.changes_since(text[], text, integer) to anon, authenticated, service_role;
comment on function api.changes_since(text[], text, integer) is
$$Events of these topics after a cursor, in commit order: {events, next, has_more}.

Without `after`: from now, that is no event and the current cursor. An event shows as
soon as every transaction that began to write before it has ended.
Errors: core.topic_not_readable, core.invalid_cursor, core.cursor_expired,
core.invalid_page_size, core.invalid_argument.
Budget: 50 ms
$$;

-- concerts._step_feed: where a cursor goes after an answer.

create or replace function concerts._step_feed(
    p_feed text, p_cursor jsonb, p_request jsonb, p_status integer, p_page jsonb,
    p_is_news boolean
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_feed
        when 'ticketmaster' then concerts._step_ticketmaster(p_cursor, p_page)
        when 'spotify' then concerts._step_spotify(p_cursor, p_request, p_status)
        when 'setlistfm'
            then concerts._step_setlistfm(
                p_cursor, p_request, p_status, p_page, p_is_news
            )
    end
$$;

comment on function concerts._step_feed(text, jsonb, jsonb, integer, jsonb, boolean) is
    'Return the next cursor.';

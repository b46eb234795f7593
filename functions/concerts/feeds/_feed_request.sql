-- concerts._feed_request: what a feed asks for at its cursor; null: the run is done.

create or replace function concerts._feed_request(p_feed text, p_cursor jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_feed
        when 'ticketmaster' then concerts._ticketmaster_request(p_cursor)
        when 'spotify' then concerts._spotify_request(p_cursor)
        when 'setlistfm' then concerts._setlistfm_request(p_cursor)
    end
$$;

comment on function concerts._feed_request(text, jsonb) is
    'Return {path, query}.';

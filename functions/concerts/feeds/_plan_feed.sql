-- concerts._plan_feed: where a new run of a feed begins.
--
-- Ticketmaster: the days ahead, as windows that begin at midnight UTC, so the requests
-- of one day are the same and may be conditional. The others walk through artists by
-- id.

create or replace function concerts._plan_feed(p_feed text, p_is_full boolean)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_feed
        when 'ticketmaster' then jsonb_build_object(
            'windows', jsonb_build_array(jsonb_build_array(
                concerts._write_moment(d.today),
                concerts._write_moment(d.today + make_interval(days => (
                    core.setting('concerts.ticketmaster_days')
                    ->> case when p_is_full then 'full' else 'incremental' end
                )::integer))
            )),
            'page', 0,
            'query', core.setting('concerts.ticketmaster_query')
        )
        when 'spotify' then jsonb_build_object(
            'mode', core.setting('concerts.spotify_mode'), 'after', ''
        )
        else jsonb_build_object('after', '', 'page', 1, 'is_full', p_is_full)
    end
    from (select date_trunc('day', core.now(), 'UTC') as today) as d
$$;

comment on function concerts._plan_feed(text, boolean) is
    'Return the first cursor of a run.';

-- tests.feed_event: an event as the Discovery API of Ticketmaster sends it, at a day.
--
-- Artist and venue have the ids that are given and are called Band <id> and Hall <id>.

create or replace function tests.feed_event(
    p_id text, p_on date, p_artist text default 'A1', p_venue text default 'V1',
    p_status text default 'onsale'
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p_id,
        'name', 'Live: ' || p_artist,
        'url', 'https://tickets.example/' || p_id,
        'dates', jsonb_build_object(
            'start', jsonb_build_object(
                'localDate', p_on, 'dateTime', to_char(p_on, 'YYYY-MM-DD"T20:00:00Z"')
            ),
            'timezone', 'Europe/Berlin',
            'status', jsonb_build_object('code', p_status)
        ),
        'classifications', '[{"primary": true, "segment": {"name": "Music"}}]'::jsonb,
        '_embedded', jsonb_build_object(
            'venues', jsonb_build_array(jsonb_build_object(
                'id', p_venue, 'name', 'Hall ' || p_venue, 'city', '{"name": "Köln"}'::jsonb,
                'country', '{"countryCode": "DE"}'::jsonb
            )),
            'attractions', jsonb_build_array(jsonb_build_object(
                'id', p_artist, 'name', 'Band ' || p_artist
            ))
        )
    )
$$;

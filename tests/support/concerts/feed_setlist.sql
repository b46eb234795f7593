-- tests.feed_setlist: a setlist as setlist.fm sends it, with three songs, one of them a
-- tape in the encore; what is given replaces its fields.

create or replace function tests.feed_setlist(p_changed jsonb default '{}')
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select '{
        "id": "s1",
        "versionId": "v1",
        "eventDate": "01-05-2020",
        "lastUpdated": "2020-05-02T00:00:00.000+0000",
        "artist": {"mbid": "m1", "name": "Band"},
        "venue": {
            "id": "h1", "name": "Hall",
            "city": {"name": "Köln", "country": {"code": "DE"}}
        },
        "sets": {"set": [
            {"song": [{"name": "One"}, {"name": "Two"}]},
            {"encore": 1, "song": {"name": "Three", "tape": true}}
        ]},
        "url": "https://www.setlist.fm/s1.html"
    }'::jsonb || p_changed
$$;

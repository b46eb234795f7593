-- Proves functions/concerts/feeds/_stage_ticketmaster.sql.
begin;
select plan(6);

select is(
    concerts._stage_ticketmaster(tests.feed_page(tests.feed_event('E1', '2099-05-01'))),
    '{
        "artists": [{"external_id": "A1", "name": "Band A1", "image_url": null,
            "genres": [], "links": {}}],
        "venues": [{"external_id": "V1", "name": "Hall V1", "city": "Köln",
            "state": null, "country": "DE", "latitude": null, "longitude": null,
            "timezone": null}],
        "shows": [{"external_id": "E1", "artist": "A1", "venue": "V1",
            "show_on": "2099-05-01", "starts_at": "2099-05-01T20:00:00+00:00",
            "timezone": "Europe/Berlin", "status": "scheduled", "title": "Live: A1",
            "url": "https://tickets.example/E1"}],
        "names": [], "skipped": {}, "faults": []
    }',
    'a page becomes rows'
);
select is(
    concerts._stage_ticketmaster(v.page) -> 'shows' #>> '{0,external_id}',
    'E1',
    'so does ' || v.what
)
from (
    values
    (jsonb_build_array(tests.feed_event('E1', '2099-05-01')), 'a bare list'),
    (tests.feed_event('E1', '2099-05-01'), 'one event')
) as v (page, what);
select is(
    concerts._stage_ticketmaster(
        '{"_embedded": {"attractions": [{"id": "A", "name": "B"}]}}'
    )
    #>> '{artists,0,name}',
    'B', 'a page of attractions has artists'
);
select is(
    concerts._stage_ticketmaster('{"page": {"totalElements": 0}}') -> 'faults', '[]',
    'an empty result is not a fault'
);
select is(
    concerts._stage_ticketmaster('{"fault": {}}') #>> '{faults,0,path}', '$',
    'another shape is one'
);

select * from finish();
rollback;

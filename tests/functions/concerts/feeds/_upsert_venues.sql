-- Proves functions/concerts/feeds/_upsert_venues.sql.
begin;
select plan(5);

-- Given: two ids of one place.
select is(
    concerts._upsert_venues('ticketmaster', '[
        {"external_id": "V1", "name": "Dodger Stadium", "city": "Los Angeles",
            "country": "US",
            "latitude": 34.07, "longitude": -118.2, "timezone": "America/Los_Angeles"},
        {"external_id": "V2", "name": "Dodger stadium", "city": "Los Angeles",
            "country": "US"},
        {"external_id": "V3", "name": "Dodger Stadium", "city": "Elsewhere",
            "country": "US"}
    ]'),
    '{"venues_inserted": 2, "venues_updated": 0}', 'one place is one venue'
);
select is(
    concerts._upsert_venues(
        'setlistfm', '[{"external_id": "x", "name": "DODGER STADIUM",
        "city": "Los Angeles", "country": "US", "state": "California"}]'
    ),
    '{"venues_inserted": 0, "venues_updated": 1}', 'another source fills what is empty'
);
select results_eq(
    $$ select name, state, latitude, timezone from concerts.venues
        where city = 'Los Angeles' $$,
    $$ values ('Dodger Stadium', 'California', 34.07::float8, 'America/Los_Angeles') $$,
    'and changes nothing else'
);
update concerts.venues
set curated_columns = '{city}'
where city = 'Elsewhere';
select is(
    concerts._upsert_venues(
        'ticketmaster', '[{"external_id": "V3", "name": "Dodger Dome",
        "city": "There", "country": "usa", "latitude": 95, "longitude": 1}]'
    ),
    '{"venues_inserted": 0, "venues_updated": 1}', 'a venue is renamed'
);
select results_eq(
    $$ select city, country, latitude from concerts.venues
        where name = 'Dodger Dome' $$,
    $$ values ('Elsewhere', 'US', null::float8) $$,
    'what is curated, or no value, stays'
);

select * from finish();
rollback;

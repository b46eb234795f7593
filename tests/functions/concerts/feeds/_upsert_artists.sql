-- Proves functions/concerts/feeds/_upsert_artists.sql.
begin;
select plan(7);

-- Given: an artist of Ticketmaster whose name a curator has set.
select is(
    concerts._upsert_artists('ticketmaster', '[{"external_id": "A1", "name": "Band",
        "genres": ["rock"], "image_url": "https://i/1", "links": {"spotify": "s1"}}]'),
    '{"artists_inserted": 1, "artists_updated": 0}', 'a new artist'
);
update concerts.artists
set name = 'The Band', curated_columns = '{name}'
where ticketmaster_id = 'A1';
select is(
    concerts._upsert_artists(
        'spotify', '[{"external_id": "s1", "name": "band", "genres": ["indie"],
        "image_url": "https://i/2", "popularity": 40}]'
    ),
    '{"artists_inserted": 0, "artists_updated": 1}',
    'another source finds it by the link'
);
select is(
    concerts._upsert_artists(
        'spotify', '[{"external_id": "s1", "name": "band", "genres": []}]'
    ),
    '{"artists_inserted": 0, "artists_updated": 0}', 'what is absent stays'
);
select is(
    concerts._upsert_artists('ticketmaster', '[{"external_id": "A1", "name": "Band",
        "genres": ["pop"], "image_url": "https://i/3"}]'),
    '{"artists_inserted": 0, "artists_updated": 0}',
    'sources do not write over each other'
);
select results_eq(
    $$ select name, ticketmaster_id, genres, image_url, popularity
        from concerts.artists $$,
    $$ values ('The Band', 'A1', '{indie}'::text[], 'https://i/2', 40) $$,
    'what a curator has set stays'
);
select is(
    (
        select string_agg(e.source || ':' || e.external_id, ' ' order by e.source)
        from concerts.external_ids as e
    ),
    'spotify:s1 ticketmaster:A1', 'both ids lead to it'
);
select is(
    concerts._upsert_artists('ticketmaster', jsonb_build_array(jsonb_build_object(
        'external_id', repeat('x', 101), 'name', 'Long'
    ))) -> 'artists_inserted', '1', 'an id that is too long for the column is no fault'
);

select * from finish();
rollback;

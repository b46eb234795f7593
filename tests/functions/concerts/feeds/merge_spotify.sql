-- Proves functions/concerts/feeds/merge_spotify.sql.
begin;
select plan(3);

select is(
    concerts.merge_spotify('{"id": "a", "name": "Band", "popularity": 60}'),
    '{"artists_inserted": 1, "artists_updated": 0, "errors": 0}', 'an artist is merged'
);
select is(
    concerts.merge_spotify('{"id": "a", "name": "Band", "popularity": null}')
    ->> 'artists_updated',
    '0',
    'a field that is absent keeps its value'
);
select is((select popularity from concerts.artists), 60, 'it is still there');

select * from finish();
rollback;

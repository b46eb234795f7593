-- Proves functions/concerts/feeds/_upsert_setlists.sql.
begin;
select plan(4);

-- Given: a played setlist.
do $do$
begin
    perform concerts.merge_setlistfm('{"id": "s1", "versionId": "v1", "eventDate": "01-05-2020", "lastUpdated": "2020-05-02T00:00:00.000+0000",
        "artist": {"mbid": "m1", "name": "Band"}, "venue": {"id": "h1", "name": "Hall", "city": {"name": "Köln", "country": {"code": "DE"}}},
        "sets": {"set": [{"song": [{"name": "One"}, {"name": "Two"}]}, {"encore": 1, "song": {"name": "Three", "tape": true}}]},
        "url": "https://www.setlist.fm/s1.html"}');
end;
$do$;
select is((select kind from concerts.setlists), 'played', 'it was played');
do $do$
begin
    perform concerts.merge_setlistfm('{"id": "s1", "versionId": "v1", "eventDate": "01-05-2020", "lastUpdated": "2020-05-02T00:00:00.000+0000",
        "artist": {"mbid": "m1", "name": "Band"}, "venue": {"id": "h1", "name": "Hall", "city": {"name": "Köln", "country": {"code": "DE"}}},
        "sets": {"set": [{"song": [{"name": "One"}, {"name": "Two"}]}, {"encore": 1, "song": {"name": "Three", "tape": true}}]},
        "url": "https://www.setlist.fm/s1.html"}'::jsonb || '{"eventDate": "03-05-2020", "versionId": "v2", "lastUpdated": "2020-06-02T00:00:00.000+0000"}');
end;
$do$;
select results_eq(
    'select s.show_on, l.source_version from concerts.setlists as l inner join concerts.shows as s on l.show_id = s.id',
    $$ values ('2020-05-03'::date, 'v2') $$, 'the setlist goes with its show'
);
select is(concerts.merge_setlistfm('{"id": "s1", "versionId": "v1", "eventDate": "01-05-2020", "lastUpdated": "2020-05-02T00:00:00.000+0000",
    "artist": {"mbid": "m1", "name": "Band"}, "venue": {"id": "h1", "name": "Hall", "city": {"name": "Köln", "country": {"code": "DE"}}},
    "sets": {"set": [{"song": [{"name": "One"}, {"name": "Two"}]}, {"encore": 1, "song": {"name": "Three", "tape": true}}]},
    "url": "https://www.setlist.fm/s1.html"}') ->> 'older_versions', '1', 'an older version is counted');
select is((select source_version from concerts.setlists), 'v2', 'and changes no setlist');

select * from finish();
rollback;

-- Proves functions/concerts/feeds/_read_setlist_rows.sql.
begin;
select plan(2);

-- Given: a setlist that was read.
do $do$
begin
    perform concerts.merge_setlistfm('{"id": "s1", "versionId": "v1", "eventDate": "01-05-2020", "lastUpdated": "2020-05-02T00:00:00.000+0000",
        "artist": {"mbid": "m1", "name": "Band"}, "venue": {"id": "h1", "name": "Hall", "city": {"name": "Köln", "country": {"code": "DE"}}},
        "sets": {"set": [{"song": [{"name": "One"}, {"name": "Two"}]}, {"encore": 1, "song": {"name": "Three", "tape": true}}]},
        "url": "https://www.setlist.fm/s1.html"}');
end;
$do$;
select is(
    jsonb_array_length(concerts._read_setlist_rows('[{"external_id": "s1", "updated_at": "2020-05-03T00:00Z"}]')), 1,
    'a newer version is read'
);
select is(
    concerts._read_setlist_rows('[{"external_id": "s1", "updated_at": "2020-05-01T00:00Z"}, {"external_id": "x"}]'), '[]',
    'an older one, and one of no show, is not'
);

select * from finish();
rollback;

-- Proves functions/concerts/feeds/_stage_spotify.sql.
begin;
select plan(4);

select is(
    concerts._stage_spotify(
        '{"artists": [{"id": "a", "name": "Band", "popularity": 61.6,
            "genres": ["Rock", "rock"],
        "images": [{"url": "https://i/1", "width": 64}, {"url": "https://i/2",
            "width": 640}]}]}'
    ),
    '{"artists": [{"external_id": "a", "name": "Band", "popularity": 62,
        "genres": ["rock"],
        "image_url": "https://i/2", "links": {}, "fields": ["genres", "images",
            "popularity"]}], "faults": []}',
    'a popularity may be a float'
);
select is(
    concerts._stage_spotify('{"id": "a", "name": "Band", "genres": []}')
    #> '{artists,0,fields}',
    '[]',
    'every field is optional'
);
select is(
    concerts._stage_spotify('{"id": "a", "name": "Band", "popularity": 300}')
    #>> '{faults,0,path}',
    '$.popularity',
    'a popularity out of range is a fault'
);
select is(
    concerts._stage_spotify('{"error": {"status": 401}}') #>> '{faults,0,path}',
    '$',
    'another shape is one'
);

select * from finish();
rollback;

-- Proves functions/concerts/feeds/_spotify_request.sql.
begin;
select plan(3);

-- Given: 60 artists of Spotify.
insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)
select
    'spotify' as source,
    'artist' as entity,
    'x' || to_char(n, 'FM00') as external_id,
    n as record_id,
    now() as seen_at
from generate_series(1, 60) as n;
select is(
    array_length(
        string_to_array(
            concerts._spotify_request('{"mode": "extended", "after": ""}')
            #>> '{query,ids}',
            ','
        ),
        1
    ),
    50,
    '50 at once'
);
select is(
    concerts._spotify_request('{"mode": "extended", "after": "x58"}'),
    '{"path": "/v1/artists", "query": {"ids": "x59,x60"}}',
    'then the rest'
);
select is(
    concerts._spotify_request('{"mode": "development", "after": "x58"}'),
    '{"path": "/v1/artists/x59", "query": {}}',
    'or one by one'
);

select * from finish();
rollback;

-- Proves functions/concerts/feeds/_setlistfm_request.sql.
begin;
select plan(4);

-- Given: Alto, whose show is today, and Basso, whose show is long ago.
select tests.set_clock('2026-03-01T12:10Z');
select tests.small_tour();
update concerts.shows set show_on = '2026-03-01'
where id = 4002;
insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)
values
('musicbrainz', 'artist', '00000000-0000-4000-8000-000000000001', 1002, now()),
('musicbrainz', 'artist', '00000000-0000-4000-8000-000000000002', 1001, now()),
('musicbrainz', 'artist', 'name:x', 1001, now());
select is(
    concerts._setlistfm_request('{"after": "", "page": 1, "is_full": false}'),
    '{"path": "/rest/1.0/artist/00000000-0000-4000-8000-000000000002/setlists",
        "query": {"p": "1"}}',
    'artists with a show near today'
);
select ok(
    concerts._setlistfm_request('{"after": "", "page": 1, "is_full": true}')
    ->> 'path' like '%001/setlists',
    'or all'
);
select ok(
    concerts._setlistfm_request(
        '{"after": "", "mbid": "00000000-0000-4000-8000-000000000009", "page": 2}'
    )
    ->> 'path' like '%009/setlists',
    'or the one that has more pages'
);
select is(
    concerts._setlistfm_request(
        '{"after": "00000000-0000-4000-8000-000000000002", "page": 1, "is_full": true}'
    ),
    null,
    'after the last one nothing is asked'
);

select * from finish();
rollback;

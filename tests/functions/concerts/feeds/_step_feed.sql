-- Proves functions/concerts/feeds/_step_feed.sql.
begin;
select plan(2);

select is(
    concerts._step_feed(
        'spotify',
        '{"mode": "extended", "after": ""}',
        '{"path": "/v1/artists", "query": {"ids": "a,b"}}',
        200,
        '{}',
        true
    ),
    '{"mode": "extended", "after": "b"}', 'each feed has its steps'
);
select is(
    concerts._step_feed(
        'setlistfm',
        '{"after": "", "page": 1}',
        '{"path": "/rest/1.0/artist/m/setlists"}',
        404,
        null,
        false
    ),
    '{"after": "m", "page": 1}', 'an end leads to the next artist'
);

select * from finish();
rollback;

-- Proves functions/concerts/feeds/_step_spotify.sql.
begin;
select plan(2);

select is(
    concerts._step_spotify(
        '{"mode": "extended", "after": "a"}',
        '{"path": "/v1/artists", "query": {"ids": "b,c"}}',
        403
    ),
    '{"mode": "development", "after": "a"}', 'a refused batch is asked one by one'
);
select is(
    concerts._step_spotify(
        '{"mode": "development", "after": "a"}',
        '{"path": "/v1/artists/b", "query": {}}',
        404
    ),
    '{"mode": "development", "after": "b"}', 'one that is gone is passed over'
);

select * from finish();
rollback;

-- Proves functions/concerts/presence/join_show.sql.
begin;
select plan(5);

-- Given: the small tour; ada and bob look at show 4001.
select tests.small_tour();

select tests.login_as(tests.user('cleo'));
select is(
    api.join_show(4001),
    '{"show_id": 4001, "viewers": 3, "again_in_seconds": 15}'::jsonb, 'a viewer joins'
);
select is(api.join_show(4001) ->> 'viewers', '3', 'a heartbeat adds no viewer');
select throws_ok(
    'select api.join_show(1)', 'PT404', 'concerts.unknown_show', 'of a show'
);
select throws_ok(
    'select api.join_show(null)', 'PT404', 'concerts.unknown_show', 'that there is'
);
select tests.login_as(null);
select throws_ok(
    'select api.join_show(4001)', 'PT403', 'core.not_permitted', 'a viewer is a user'
);

select * from finish();
rollback;

-- Proves functions/concerts/feeds/put_off_feed.sql.
begin;
select plan(4);

-- Given: a run that is held.
select tests.set_clock('2030-01-01 00:00+00');
set local role service_role;
create temporary table run as
select r ->> 'run_id' as id from concerts.start_feed_run('setlistfm') as r;
select is(
    concerts.put_off_feed((select id::bigint from run), 1, 4397),
    '2030-01-01 01:13:17+00'::timestamptz,
    'the provider is paused for as long as its source asks'
);
select is(
    (concerts.next_feed_request((select id::bigint from run), 1) ->> 'reason'), null,
    'a run that has nothing to ask for does not wait'
);
select throws_ok(
    $$ select concerts.put_off_feed((select id::bigint from run), 2, 60) $$,
    'PT409', 'concerts.feed_superseded', 'only the holder of the run may'
);
select throws_ok(
    $$ select concerts.put_off_feed((select id::bigint from run), 1, 604801) $$,
    'PT422', 'core.invalid_argument', 'a week at most'
);

select * from finish();
rollback;

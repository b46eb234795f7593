-- Proves functions/core/events/_note_dropped_events.sql.
begin;
select plan(3);

-- Given: an event of 40 days ago, in a partition of its day, and a consumer before it.
do $do$ begin perform core.add_consumer('core.t', 'start'); end $do$;
select tests.set_clock(now() - interval '40 days');
do $do$
begin
    perform count(*) from core.ensure_partitions('core.events', '1 day', 1);
end;
$do$;
do $do$ begin perform core.emit('core.thing.made', 'core:thing', null, null); end $do$;
select tests.set_clock(now());
select is(
    (
        select count(*)
        from core.drop_partitions('core.events', core.now() - interval '30 days')
    ),
    2::bigint, 'old days are dropped'
);
select results_eq(
    'select xid, id > 0 from core.event_low_watermarks',
    'values (pg_current_xact_id(), true)', 'and the last event in them is remembered'
);
select throws_ok(
    $$ select core.read_events('core.t', 9) $$,
    'PT410', 'core.consumer_behind', 'so a consumer that had not read it is refused'
);

select * from finish();
rollback;

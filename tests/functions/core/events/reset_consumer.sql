-- Proves functions/core/events/reset_consumer.sql.
begin;
select plan(4);

update core.event_low_watermarks set xid = '5', id = 7
where true;
do $do$ begin perform core.add_consumer('core.t'); end $do$;
set local role service_role;
do $do$ begin perform core.reset_consumer('core.t', 'start'); end $do$;
select results_eq(
    $$ select xid, id from core.event_consumers where name = 'core.t' $$,
    $$ values ('5'::xid8, 7::bigint) $$, 'back to the oldest event that is kept'
);
do $do$ begin perform core.reset_consumer('core.t'); end $do$;
select ok(
    (
        select xid > '100' and xid <= pg_snapshot_xmin(pg_current_snapshot())
        from core.event_consumers
        where name = 'core.t'
    ),
    'or to now'
);
select throws_ok(
    $$ select core.reset_consumer('core.unheard_of') $$,
    'PT404', 'core.unknown_consumer', 'a consumer that is not there is refused'
);
select throws_ok(
    $$ select core.reset_consumer('core.t', 'x') $$,
    'PT422', 'core.invalid_argument', 'another place is refused'
);

select * from finish();
rollback;

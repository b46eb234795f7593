-- Proves functions/core/events/read_events.sql.
begin;
select plan(9);

-- Given: events of ended transactions, and one of this one, which still runs.
insert into core.events (type, topic, entity_id, payload, at, xid)
values
    ('core.thing.made', 'core:t_a', 'a2', '{}', now(), '2'),
    ('core.thing.made', 'core:t_b', 'b1', '{}', now(), '1'),
    ('core.thing.made', 'core:t_a', 'a3', '{}', now(), '2'),
    ('core.thing.made', 'core:t_a', 'open', '{}', now(), pg_current_xact_id());

do $do$ begin perform core.add_consumer('core.t', 'start'); end $do$;
set local role app_worker;
select results_eq(
    $$ select entity_id from core.read_events('core.t', 2) $$,
    $$ values ('b1'), ('a2') $$,
    'in the order of transactions, then ids'
);
select results_eq(
    $$ select entity_id from core.read_events('core.t', 9) $$,
    $$ values ('a3') $$,
    'then the rest, without what is still being written'
);
select is_empty(
    $$ select from core.read_events('core.t', 9) $$, 'each once'
);
select ok(
    (
        select xid > '100' and xid <= pg_snapshot_xmin(pg_current_snapshot())
        from core.event_consumers
        where name = 'core.t'
    ),
    'a short batch has seen everything that has ended'
);
do $do$
begin
    perform core.reset_consumer('core.t', 'start');
    perform count(*) from core.read_events('core.t', 9);
    raise exception 'Back.';
exception
    when others then null;
end;
$do$;
select isnt(
    (select xid from core.event_consumers
where name = 'core.t'), '0'::xid8,
    'a rollback takes the acknowledgement back'
);

-- When: retention has dropped what a consumer has not read.
reset role;
do $do$ begin perform core.reset_consumer('core.t', 'start'); end $do$;
update core.event_low_watermarks set xid = '1', id = 99999999, dropped_at = now()
where true;
set local role app_worker;
select throws_ok(
    $$ select core.read_events('core.t', 9) $$,
    'PT410', 'core.consumer_behind',
    'a consumer that lags behind retention is refused'
);
select is(
    (select xid from core.event_consumers
where name = 'core.t'), '0'::xid8,
    'and never moved silently'
);
select throws_ok(
    $$ select core.read_events('core.unheard_of', 9) $$,
    'PT404', 'core.unknown_consumer', 'a consumer that is not there is refused'
);
select throws_ok(
    $$ select core.read_events('core.t', 0) $$,
    'PT422', 'core.invalid_argument', 'a batch has at least one event'
);

select * from finish();
rollback;

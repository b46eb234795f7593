-- Proves functions/core/events/dispatch_events.sql.
begin;
select plan(3);

-- Given: a consumer with a function.
insert into core.events (type, topic, entity_id, payload, at, xid)
values
    ('core.thing.made', 'core:t_a', 'a2', '{}', now(), '2'),
    ('core.thing.made', 'core:t_b', 'b1', '{}', now(), '1'),
    ('core.thing.made', 'core:t_a', 'a3', '{}', now(), '2'),
    ('core.thing.made', 'core:t_a', 'open', '{}', now(), pg_current_xact_id());

create function core.t_read(p_consumer text, p_limit integer) returns integer
language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from core.read_events(p_consumer, p_limit)
$$;
do $do$ begin perform core.add_consumer('core.t', 'start'); end $do$;
update core.event_consumers set sql_function = 'core.t_read'
where name = 'core.t';
set local role app_worker;
select is(core.dispatch_events('core.t', 2), 2, 'its function handles a batch');
select is(core.dispatch_events('core.t', 2), 1, 'then the rest');
select throws_ok(
    $$ select core.dispatch_events('core.unheard_of') $$,
    'PT404', 'core.unknown_consumer', 'a consumer without a function is refused'
);

select * from finish();
rollback;

-- Proves functions/core/events/add_consumer.sql.
begin;
select plan(5);

set local role service_role;
do $do$ begin perform core.add_consumer('core.t_new'); end $do$;
do $do$ begin perform core.add_consumer('core.t_old', 'start'); end $do$;
select results_eq(
    $$ select
           case
               when xid <= pg_snapshot_xmin(pg_current_snapshot()) then xid > '0'
           end,
           id
       from core.event_consumers
       where name like 'core.t@_%' escape '@' order by name $$,
    $$ values (true, 0::bigint), (false, 0) $$,
    'a consumer reads from now, or from the start of what is kept'
);
reset role;
update core.event_consumers set sql_function = 'core.t_read'
where name = 'core.t_new';
set local role service_role;
do $do$ begin perform core.add_consumer('core.t_new', 'start'); end $do$;
select results_eq(
    $$ select xid > '0', sql_function from core.event_consumers
       where name = 'core.t_new' $$,
    $$ values (true, 'core.t_read') $$,
    'one that is there keeps its place and its function'
);
select throws_ok(
    $$ update core.event_consumers set sql_function = 'pg_temp.evil' where true $$,
    '42501', null, 'which function handles events is the owner''s to write'
);
select throws_ok(
    $$ select core.add_consumer('core.t', 'yesterday') $$,
    'PT422', 'core.invalid_argument', 'another start is refused'
);
select throws_ok(
    $$ select core.add_consumer('t') $$, '23514', null, 'a name begins with its module'
);

select * from finish();
rollback;

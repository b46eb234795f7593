-- Proves functions/suppliers/demo/_mute_tasks.sql.
begin;
select plan(4);

create function pg_temp.disabled() returns text[] language sql as $$
    select array(
        select t.tgname::text
        from pg_catalog.pg_trigger as t
        inner join pg_catalog.pg_class as c on t.tgrelid = c.oid
        where
            c.relnamespace = 'suppliers'::regnamespace
            and c.relname in ('task_instances', 'task_history')
            and t.tgenabled = 'D'
        order by t.tgname
    )
$$;

select is(pg_temp.disabled(), '{}', 'all triggers work');
select suppliers._mute_tasks(true);
select ok(
    pg_temp.disabled()
    @> '{t20_refuse_change,t90_broadcast_insert,t90_broadcast_update,t91_notify}',
    'what emits, and the guard of dates, is muted'
);
select ok(
    not pg_temp.disabled() && '{t30_record_insert,t30_record_update,t80_audit_update}',
    'history and audit are not'
);
select suppliers._mute_tasks(false);
select is(pg_temp.disabled(), '{}', 'until it ends');

select * from finish();
rollback;

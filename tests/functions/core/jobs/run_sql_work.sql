-- Proves functions/core/jobs/run_sql_work.sql.
begin;
select plan(2);

-- Given: a SQL job and a consumer whose function fails.
create function core.t_read(p_consumer text, p_limit integer) returns integer
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    return (select count(*) from core.read_events(p_consumer, p_limit)) / 0;
end;
$$;
do $do$
begin
    perform core.add_consumer('core.t_reader', 'now');
end;
$do$;
update core.event_consumers set sql_function = 'core.t_read'
where name = 'core.t_reader';
do $do$
begin
    perform core.enqueue('core.maintain_partitions', p_queue => 'maintenance');
end;
$do$;
set local role service_role;
set local client_min_messages = error;
select
    is(
        core.run_sql_work(),
        1, 'one call claims, runs and completes, a bad consumer or not'
    );
select is(core.run_sql_work(), 0, 'then there is nothing to do');

select * from finish();
rollback;

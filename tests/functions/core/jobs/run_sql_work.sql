-- Proves functions/core/jobs/run_sql_work.sql.
begin;
select plan(9);

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
reset role;

-- Given: a job that statement_timeout cancels, between two that work.
create table core.t_done (n integer);
create function core.t_work(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    if p_job.payload ->> 'n' = '2' then
        raise query_canceled using message = 'canceling statement due to statement timeout';
    end if;
    insert into core.t_done values ((p_job.payload ->> 'n')::integer);
end;
$$;
insert into core.job_kinds (kind, handler, sql_function, description)
values ('core.t_work', 'sql', 'core.t_work', 'Works.');
do $do$
begin
    perform core.enqueue('core.t_work', jsonb_build_object('n', n))
    from generate_series(1, 3) as n;
end;
$do$;
select is(core.run_sql_work(), 2, 'a job that is cancelled ends the call');
select results_eq(
    'select n from core.t_done', array[1], 'what ran before it is kept'
);
select results_eq(
    $$ select status, attempts, last_error from core.jobs
       where kind = 'core.t_work' and payload = '{"n": 2}' $$,
    $$ values (
        'waiting', 1, '57014: canceling statement due to statement timeout'
    ) $$,
    'its attempt counts'
);
select is(core.run_sql_work(), 1, 'the next call goes on behind it');
select set_eq('select n from core.t_done', array[1, 3], 'with those that waited');

-- Given: a job that enqueues its successor, to be another transaction's.
create function core.t_next(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    insert into core.t_done values (10);
    perform core.enqueue('core.t_next');
end;
$$;
insert into core.job_kinds (kind, handler, sql_function, description)
values ('core.t_next', 'sql', 'core.t_next', 'Works in parts.');
do $do$ begin perform core.enqueue('core.t_next'); end $do$;
select is(core.run_sql_work(), 2, 'one successor joins the call');
select is(
    (
        select count(*) from core.t_done
        where n = 10
    ), 2::bigint, 'and no further one'
);

select * from finish();
rollback;

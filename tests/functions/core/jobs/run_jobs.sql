-- Proves functions/core/jobs/run_jobs.sql.
begin;
select plan(11);

-- Given: SQL kinds that work, sometimes fail, and always fail.
create table core.t_done (id bigint, traceparent text);
create function core.t_work(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    if p_job.payload ? 'fail' then
        raise exception 'This one fails.';
    end if;
    insert into core.t_done values (p_job.id, core.traceparent());
end;
$$;
insert into core.job_kinds (kind, handler, sql_function, description)
values ('core.t_work', 'sql', 'core.t_work', 'Works.');
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$ begin perform core.enqueue('core.t_work', '{"n": 1}'); end $do$;
do $do$ begin perform core.enqueue('core.t_work', '{"n": 2}'); end $do$;
create temporary table held as
select *
from core.claim_sql_jobs(md5('a')::uuid);
grant select on held to public;
set local role app_worker;
select results_eq(
    $$ select r.done, r.failed from held as h,
           core.run_jobs(h.ids, array[9, 9]) as r $$,
    $$ values (0, 0) $$,
    'jobs under a foreign token are left alone'
);
select results_eq(
    $$ select r.done, r.failed from held as h, core.run_jobs(h.ids, h.tokens) as r $$,
    $$ values (2, 0) $$,
    'jobs are run'
);
reset role;
select is((select count(*) from core.t_done), 2::bigint, 'once each');
select is(
    (select count(*) from core.finished_jobs
where outcome = 'succeeded'), 2::bigint,
    'and completed'
);

-- When: a traced job comes before an untraced one of another function, by name.
create function core.t_y(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    insert into core.t_done values (0, core.traceparent());
end;
$$;
create table core.t_order (name text, n integer generated always as identity);
create function core.t_note(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    insert into core.t_order (name) values (p_job.kind);
end;
$$;
insert into core.job_kinds (kind, handler, sql_function, description)
values
    ('core.t_y', 'sql', 'core.t_y', 'Works after t_work.'),
    ('core.t_note', 'sql', 'core.t_note', 'Notes.');
do $do$
declare
    v_claim record;
begin
    perform core.enqueue('core.t_work', '{"n": 9}');
    perform core.enqueue('core.t_y');
    update core.jobs
    set traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    where kind = 'core.t_work';
    select * into v_claim from core.claim_sql_jobs(md5('a')::uuid);
    perform core.run_jobs(v_claim.ids, v_claim.tokens);
end;
$do$;
select is(
    (
        select d.traceparent from core.t_done as d
        where d.id = 0
    ), null,
    'a job has no trace but its own'
);
-- When: partitions are to be made, and something sorts behind that by name.
create or replace function core.run_maintain_partitions(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    insert into core.t_order (name) values (p_job.kind);
end;
$$;
do $do$
declare
    v_claim record;
begin
    perform core.enqueue('core.maintain_partitions', p_queue => 'maintenance');
    perform core.enqueue('core.t_note');
    select * into v_claim from core.claim_sql_jobs(md5('a')::uuid);
    perform core.run_jobs(v_claim.ids, v_claim.tokens);
end;
$do$;
select results_eq(
    'select name from core.t_order order by n',
    array['core.t_note', 'core.maintain_partitions'],
    'a change of partitions comes last'
);
delete from core.t_done;
delete from core.finished_jobs;

-- When: one of three fails.
do $do$
begin
    perform set_config(
    'request.headers',
    '{"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}', true
);
end;
$do$;
do $do$
begin
    perform core.enqueue('core.t_work', case n when 2 then '{"fail": 1}' else '{}' end::jsonb)
from generate_series(1, 3) as n;
end;
$do$;
do $do$ begin perform set_config('request.headers', '', true); end $do$;
truncate core.t_done;
select results_eq(
    $$ select r.done, r.failed from core.claim_sql_jobs(md5('a')::uuid) as h,
           core.run_jobs(h.ids, h.tokens) as r $$,
    $$ values (2, 1) $$,
    'one that fails does not fail the others'
);
select is((select count(*) from core.t_done), 2::bigint, 'which run once each');
select results_eq(
    $$ select status, wait_reason, last_error from core.jobs $$,
    $$ values ('waiting', 'retry', 'P0001: This one fails.') $$,
    'and it is tried again later'
);
select is(
    (select count(*) from core.t_done
where traceparent ~ '^00-0af7651916cd43dd'),
    2::bigint,
    'a job runs within the trace that enqueued it'
);

-- When: a Python job is handed in.
do $do$ begin perform core.enqueue('core.t_job'); end $do$;
select results_eq(
    $$ select r.done, r.failed from core.claim_jobs(md5('a')::uuid, null, 1) as h,
           core.run_jobs(array[h.id], array[h.token]) as r $$,
    $$ values (0, 0) $$,
    'a Python job is not ours to run'
);

select * from finish();
rollback;

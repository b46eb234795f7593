-- Proves functions/core/health/_list_queues.sql.
begin;
select plan(3);

-- Given: a queue with a due, a later, a running and a dead job, due for a minute.
select tests.set_clock('2026-01-01 00:01Z');
insert into core.job_queues (name, description) values ('t', 'x');
insert into core.job_kinds (kind, handler, description)
values ('core.t', 'python', 'x');
select is(
    (
        select q.ready from core._list_queues() as q
        where q.queue = 't'
    ), 0::bigint,
    'a queue without jobs is listed'
);
do $$
begin
    for n in 1 .. 4 loop
        perform core.enqueue('core.t', p_queue => 't');
    end loop;
end;
$$;
update core.jobs set run_at = '2026-01-01Z'
where kind = 'core.t';
update core.jobs set run_at = '2026-01-02Z'
where id = (select max(id) from core.jobs);
update core.jobs set status = 'dead', died_at = core.now()
where id = (select max(id) - 1 from core.jobs);
update core.jobs
set leased_by = gen_random_uuid(), lease_expires_at = '2026-01-02Z'
where id = (select max(id) - 2 from core.jobs);
select results_eq(
    $$ select ready, running, waiting, dead, oldest_seconds from core._list_queues()
       where queue = 't' $$,
    $$ values (1::bigint, 1::bigint, 1::bigint, 1::bigint, 60.0) $$,
    'its jobs are counted by state, and the oldest due one tells the age'
);
set local role app_reader;
select lives_ok('select * from core._list_queues()', 'monitoring may ask');

select * from finish();
rollback;

-- Proves functions/core/jobs/record_worker.sql.
begin;
select plan(2);

-- Given: noon, a worker of the morning and one of half past eleven.
select tests.set_clock('2026-01-01 12:00+00');
insert into core.workers (worker, host, pid, seen_at)
values
(md5('old')::uuid, 'h', 1, core.now() - interval '3 hours'),
(md5('other')::uuid, 'h', 2, core.now() - interval '30 minutes');

set local role app_worker;
do $do$ begin perform core.record_worker(md5('a')::uuid, 'h', 3); end $do$;
select results_eq(
    'select pid, core.now() - seen_at from core.workers order by pid',
    $$ values (2, interval '30 minutes'), (3, interval '0') $$,
    'a worker is recorded, and one that is gone for long is forgotten'
);
reset role;
select tests.set_clock('2026-01-01 12:00:10+00');
set local role app_worker;
do $do$ begin perform core.record_worker(md5('a')::uuid, 'h', 3); end $do$;
select results_eq(
    'select core.now() - seen_at from core.workers where pid = 3',
    $$ values (interval '0') $$,
    'the next sign counts'
);

select * from finish();
rollback;

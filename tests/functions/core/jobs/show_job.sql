-- Proves functions/core/jobs/show_job.sql.
begin;
select plan(4);

insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'one'); end $do$;
do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'two', p_concurrency_key => 'k');
end;
$do$;
do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'three', p_concurrency_key => 'k');
end;
$do$;
create temporary table held as
select *
from core.claim_jobs(md5('a')::uuid, null, 9);
grant select on held to public;

do $do$
begin
    perform core.complete_jobs(array[id], array[token]) from held where dedupe_key = 'one';
end;
$do$;
set local role app_reader;
select is(
    (select core.show_job(id) ->> 'dedupe_key' from held
where dedupe_key = 'two'),
    'two',
    'an unfinished job'
);
select is(
    (select core.show_job(id) ->> 'outcome' from held
where dedupe_key = 'one'),
    'succeeded',
    'a finished job'
);
select throws_ok(
    $$ select core.show_job(-1) $$,
    'PT404', 'core.unknown_job', 'a job that is not there is refused'
);
select is(
    tests.refusal($$ select core.show_job(null) $$) ->> 'detail',
    'There is no job null.', 'a null is named'
);

select * from finish();
rollback;

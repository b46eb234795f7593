-- Proves functions/core/jobs/_lock_leased_job.sql.
begin;
select plan(2);

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

select is(
    (select (core._lock_leased_job(id, token)).id from held
where dedupe_key = 'one'),
    (select id from held
where dedupe_key = 'one'),
    'the holder of the token has the job'
);
select throws_ok(
    $$ select core._lock_leased_job(id, token - 1) from held
       where dedupe_key = 'one' $$,
    'PT409', 'core.lease_lost', 'another token is refused'
);

select * from finish();
rollback;

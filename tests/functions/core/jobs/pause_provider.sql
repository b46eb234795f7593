-- Proves functions/core/jobs/pause_provider.sql.
begin;
select plan(4);

-- Given: a provider, and a job that waits for it.
insert into core.job_providers (name, per_second, burst, tokens) values (
    't_provider', 1, 1, 1
);
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

update core.job_kinds set provider = 't_provider'
where kind = 'core.t_job';
do $do$ begin perform core.enqueue('core.t_job'); end $do$;
set local role app_worker;
do $do$
begin
    perform core.pause_provider('t_provider', core.now() + interval '1 h', 'Asked.');
end;
$do$;
select is(
    core.pause_provider('t_provider', core.now() + interval '1 min'),
    core.now() + interval '1 h',
    'a longer pause stays'
);
do $do$
begin
    perform count(*) from core.claim_jobs(md5('a')::uuid, null, 1);
end;
$do$;
select is(
    (select wait_reason from core.jobs), 'provider_paused',
    'its jobs wait, the worker does not'
);
do $do$ begin perform core.pause_provider('t_provider', null); end $do$;
select is(
    (
        select count(*)
        from core.claim_jobs(md5('a')::uuid, null, 1)
    ),
    1::bigint,
    'null lets them start at once'
);
select throws_ok(
    $$ select core.pause_provider('nobody', null) $$,
    'PT404', 'core.unknown_provider',
    'a provider that is not there is refused'
);

select * from finish();
rollback;

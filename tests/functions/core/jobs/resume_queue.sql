-- Proves functions/core/jobs/resume_queue.sql.
begin;
select plan(4);

set local role service_role;
do $do$ begin perform core.pause_queue('default', p_reason => 'Moving.'); end $do$;
do $do$ begin perform core.resume_queue('default'); end $do$;
select results_eq(
    $$ select paused_until_at, paused_reason from core.job_queues
       where name = 'default' $$,
    $$ values (null::timestamptz, null::text) $$,
    'a paused queue goes on'
);
select lives_ok(
    $$ select core.resume_queue('default') $$,
    'and once more changes nothing'
);
select throws_ok(
    $$ select core.resume_queue('nowhere') $$,
    'PT422', 'core.unknown_queue',
    'a queue that is not there is refused'
);

select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.resume_queue('default') $$) ->> 'key',
    'core.not_permitted',
    'a user without app role admin is refused'
);

select * from finish();
rollback;

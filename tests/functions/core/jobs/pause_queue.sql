-- Proves functions/core/jobs/pause_queue.sql.
begin;
select plan(4);

set local role service_role;
do $do$ begin perform core.pause_queue('default', p_reason => 'Moving.'); end $do$;
select results_eq(
    $$ select paused_until_at, paused_reason from core.job_queues
       where name = 'default' $$,
    $$ values ('infinity'::timestamptz, 'Moving.') $$,
    'a queue is paused until it is resumed'
);
do $do$ begin perform core.pause_queue('default', null); end $do$;
select results_eq(
    $$ select paused_until_at, paused_reason from core.job_queues
       where name = 'default' $$,
    $$ values (null::timestamptz, null::text) $$,
    'null lets it go on'
);
select throws_ok(
    $$ select core.pause_queue('nowhere') $$,
    'PT422', 'core.unknown_queue',
    'a queue that is not there is refused'
);

select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.pause_queue('default') $$) ->> 'key',
    'core.not_permitted',
    'a user without app role admin is refused'
);

select * from finish();
rollback;

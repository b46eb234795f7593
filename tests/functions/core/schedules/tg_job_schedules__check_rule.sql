-- Proves functions/core/schedules/tg_job_schedules__check_rule.sql.
begin;
select plan(4);

select is(
    tests.refusal(
        format(
            'insert into core.job_schedules (name, kind, cron, timezone) '
            'values (%L, %L, %L, %L)',
            'core.t', 'core.seal_audit', t.cron, t.zone
        )
    ) ->> 'key',
    'core.invalid_schedule', t.rule
)
from (
    values
    ('0 25 * * *', 'UTC', 'a cron expression that no worker can read is refused'),
    ('0 9 * * *', 'Mars/Olympus', 'so is a time zone that does not exist')
) as t (cron, zone, rule);
select lives_ok(
    $$ insert into core.job_schedules (name, kind, cron, timezone)
       values ('core.t', 'core.seal_audit', '0 9 * * 1-5', 'Asia/Manila') $$,
    'a good one is taken'
);
select is(
    tests.refusal(
        $$ update core.job_schedules set timezone = '' where name = 'core.t' $$
    ) ->> 'key',
    'core.invalid_schedule', 'and cannot be made a bad one'
);

select * from finish();
rollback;

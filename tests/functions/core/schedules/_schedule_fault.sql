-- Proves functions/core/schedules/_schedule_fault.sql.
begin;
select plan(7);

select is(
    core._schedule_fault('0 9 * * *', t.zone), null, format('%s is known', t.zone)
)
from (values ('UTC'), ('Asia/Manila'), ('Europe/Berlin')) as t (zone);
select matches(
    core._schedule_fault('0 9 * * *', t.zone), 'no time zone',
    format('%L is not', t.zone)
)
from (values ('Mars/Olympus'), ('posix/UTC'), ('utc')) as t (zone);
select matches(
    core._schedule_fault('0 25 * * *', 'UTC'), 'hour',
    'the expression is looked at first'
);

select * from finish();
rollback;

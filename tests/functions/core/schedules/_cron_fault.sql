-- Proves functions/core/schedules/_cron_fault.sql.
begin;
select plan(10);

select is(core._cron_fault(t.cron), null, format('%s can be read', t.cron))
from (
    values ('* * * * *'), ('0 9 l * mon-fri'), ('0 0 30 2 1')
) as t (cron);
select matches(core._cron_fault(t.cron), t.fault, format('%s cannot', t.cron))
from (
    values
    ('* * * * * *', 'five fields'), ('00000000000001 0 * * *', 'four digits'),
    ('0 25 * * *', 'hour'), ('@hourly', 'five fields'), ('0 0 30 2 *', 'day 30'),
    ('0 9 * *', 'five fields'), (repeat('1,', 99) || '1 * * * *', 'five fields')
) as t (cron, fault);

select * from finish();
rollback;

-- Proves functions/suppliers/notices/_owed_on.sql.
begin;
select plan(3);

select is(
    suppliers._owed_on(c, t.due_on, t.paused_days), t.owed_on,
    format('%s and %s days', t.due_on, t.paused_days)
)
from suppliers.calendars as c
cross join (
    values
    ('2026-11-27'::date, 0, '2026-11-27'::date),
    ('2026-11-27', 1, '2026-11-30'),
    ('2026-11-28', 0, '2026-11-28')
) as t (due_on, paused_days, owed_on)
where c.code = 'STANDARD';

select * from finish();
rollback;

-- Proves functions/core/schedules/_cron_items.sql.
begin;
select plan(14);

select is(
    core._cron_items(t.place, t.field), t.items::integer[],
    format('place %s: %s', t.place, t.field)
)
from (
    values
    (2, '1-5/2,9', '{1,3,5,9}'),
    (2, '20/2', '{20,22}'),
    (3, 'L,15', '{-1000,15}'),
    (4, 'JAN-MAR', '{1,2,3}'),
    (5, 'MON#2,5L', '{1,5}'),
    (1, '*/30', '{0,30}'),
    (2, '24', null),
    (2, '5-1', null),
    (2, '1,,2', null),
    (2, '*/0', null),
    (5, '1#6', null),
    (5, '1##1', null),
    (5, '*#1', null),
    (3, 'W', null)
) as t (place, field, items);

select * from finish();
rollback;

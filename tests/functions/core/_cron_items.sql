-- Proves functions/core/_cron_items.sql.
begin;
select plan(12);

select is(
    core._cron_items(t.place, t.field), t.items::integer[],
    format('place %s: %s', t.place, t.field)
)
from (
    values
    (3, '1-5/2,9', '{1,3,5,9}'),
    (3, '20/2', '{20,22}'),
    (4, 'L,15', '{-1000,15}'),
    (5, 'JAN-MAR', '{1,2,3}'),
    (6, 'MON#2,5L', '{1,5}'),
    (2, '*/30', '{0,30}'),
    (3, '24', null),
    (3, '5-1', null),
    (3, '1,,2', null),
    (3, '*/0', null),
    (6, '1#6', null),
    (4, 'W', null)
) as t (place, field, items);

select * from finish();
rollback;

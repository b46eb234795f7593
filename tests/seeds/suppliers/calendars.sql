-- Proves sql/seeds/suppliers/calendars.sql.
begin;
select plan(2);

select results_eq(
    $$ select c.code, c.workdays, c.days_off from suppliers.calendars as c $$,
    $$ values ('STANDARD', '{1, 2, 3, 4, 5}'::integer[], '{}'::date[]) $$,
    'a new database has one calendar'
);
select is(
    suppliers._numbered_day(c, suppliers._day_number(c, '2026-05-01') + 1),
    '2026-05-04'::date,
    'which works from Monday to Friday'
)
from suppliers.calendars as c;

select * from finish();
rollback;

-- Proves functions/suppliers/reports/_list_days.sql.
begin;
select plan(2);

-- Given: Monday to Friday; Tuesday 2099-01-06 is off, and so is a Saturday.
select tests.small_project();
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    c.id,
    '2099-01-10' as holiday_on,
    'A Saturday' as name
from suppliers.calendars as c
where c.code = 'STANDARD';

select results_eq(
    $$ select d.day, d.number
       from suppliers.calendars as c
       cross join lateral suppliers._list_days(c, '2098-12-20', '2099-02-20') as d
       where c.code = 'STANDARD' order by d.day $$,
    $$ select g.day::date, suppliers._day_number(c, g.day::date)
       from suppliers.calendars as c
       cross join generate_series(
           timestamp '2098-12-20', '2099-02-20', interval '1 day'
       ) as g (day)
       where c.code = 'STANDARD' order by g.day $$,
    'each day has the number that suppliers._day_number computes'
);
select is_empty(
    $$ select from suppliers.calendars as c
       cross join lateral suppliers._list_days(c, '2099-02-20', '2099-02-19') as d $$,
    'no period has none'
);

select * from finish();
rollback;

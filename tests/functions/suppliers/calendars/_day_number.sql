-- Proves functions/suppliers/calendars/_day_number.sql.
begin;
select plan(3);

-- Given: Monday to Friday, and a holiday on Tuesday, 2099-01-06.
select tests.small_project();

select results_eq(
    $$ select d.number - min(d.number) over ()
       from (
           select suppliers._day_number(c, g.day::date) as number
           from suppliers.calendars as c
           cross join generate_series(
               '2099-01-02'::date, '2099-01-12', '1 day'
           ) as g (day)
           where c.code = 'STANDARD'
           order by g.day
       ) as d $$,
    $$ values (0), (0), (0), (1), (1), (2), (3), (4), (4), (4), (5) $$,
    'weekends and holidays have the number of the working day before'
);
select is(
    suppliers._day_number(c, '1900-01-01'), 1, 'the first Monday of 1900 has number 1'
)
from suppliers.calendars as c
where c.code = 'STANDARD';
update suppliers.calendars set workdays = '{7}'
where code = 'STANDARD';
select is(
    suppliers._day_number(c, '1900-01-14'), 2, 'other weekdays count where worked'
)
from suppliers.calendars as c
where c.code = 'STANDARD';

select * from finish();
rollback;

-- Proves functions/suppliers/calendars/tg_calendars__number.sql.
begin;
select plan(4);

-- Given: a holiday on Tuesday, 2099-01-06, and one on a Sunday.
select tests.small_project();
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    c.id,
    '2099-01-11' as holiday_on,
    'Baptism' as name
from suppliers.calendars as c
where c.code = 'STANDARD';

select results_eq(
    $$ select
           c.days_off,
           suppliers._numbered_day(c, c.worked_before[1])
       from suppliers.calendars as c
       where c.code = 'STANDARD' $$,
    $$ values ('{2099-01-06}'::date[], '2099-01-05'::date) $$,
    'a holiday that is worked otherwise is a day off, the other one is none'
);
update suppliers.calendars set workdays = '{1, 7}'
where code = 'STANDARD';
select results_eq(
    $$ select c.days_off, c.version from suppliers.calendars as c
       where c.code = 'STANDARD' $$,
    $$ values ('{2099-01-11}'::date[], 4::bigint) $$,
    'days off follow the weekdays, in the same change'
);
update suppliers.calendars set days_off = '{2001-01-01}', worked_before = '{1}'
where code = 'STANDARD';
select is(
    c.days_off, '{2099-01-11}', 'no statement sets them otherwise'
)
from suppliers.calendars as c
where c.code = 'STANDARD';
insert into suppliers.calendars (
    code, name, days_off, worked_before, created_at, updated_at
)
values ('NEW', 'New', '{2001-01-01}', '{1}', core.now(), core.now());
select is(c.days_off, '{}', 'a new calendar has none')
from suppliers.calendars as c
where c.code = 'NEW';

select * from finish();
rollback;

-- Proves functions/suppliers/calendars/tg_holidays__number.sql.
begin;
select plan(6);

-- Given: two calendars.
insert into suppliers.calendars (code, name, created_at, updated_at)
values ('A', 'A', core.now(), '2001-01-01'), ('B', 'B', core.now(), '2001-01-01');
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    c.id,
    d.day,
    'Holiday' as name
from suppliers.calendars as c
cross join (values ('2030-01-01'::date), ('2030-01-02')) as d (day)
where c.code in ('A', 'B');

select results_eq(
    $$ select c.code, c.days_off, c.version, c.updated_at = core.now()
       from suppliers.calendars as c
       where c.code in ('A', 'B')
       order by c.code $$,
    $$ values
       ('A', '{2030-01-01, 2030-01-02}'::date[], 2::bigint, true),
       ('B', '{2030-01-01, 2030-01-02}', 2, true) $$,
    'one statement numbers each of its calendars once'
);
update suppliers.holidays as h set holiday_on = '2030-01-03'
from suppliers.calendars as c
where h.calendar_id = c.id and c.code = 'A' and h.holiday_on = '2030-01-02';
select is(c.days_off, '{2030-01-01, 2030-01-03}', 'a holiday moves')
from suppliers.calendars as c
where c.code = 'A';
delete from suppliers.holidays as h
using suppliers.calendars as c
where h.calendar_id = c.id and c.code = 'A' and h.holiday_on = '2030-01-01';
select is(c.days_off, '{2030-01-03}', 'a holiday goes')
from suppliers.calendars as c
where c.code = 'A';
update suppliers.holidays as h set name = 'Feast'
from suppliers.calendars as c
where h.calendar_id = c.id and c.code = 'A';
select is(c.version, 5::bigint, 'the version rises with each change')
from suppliers.calendars as c
where c.code = 'A';
select is(c.version, 2::bigint, 'and with that of its own holidays alone')
from suppliers.calendars as c
where c.code = 'B';
delete from suppliers.calendars
where code = 'B';
select is_empty(
    $$ select from suppliers.calendars as c where c.code = 'B' $$,
    'a calendar goes with its holidays'
);

select * from finish();
rollback;

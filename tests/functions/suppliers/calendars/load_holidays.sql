-- Proves functions/suppliers/calendars/load_holidays.sql.
begin;
select plan(4);

select is(
    suppliers.load_holidays(
        'PH', 'Philippines', '{2026, 2027}',
        '[{"holiday_on": "2026-12-30", "name": "Rizal Day"},
          {"holiday_on": "2027-12-30", "name": "Rizal Day"},
          {"holiday_on": "2028-12-30", "name": "Rizal Day"}]'
    ),
    '{"code": "PH", "is_new": true, "years": [
        {"code": "PH", "year": 2026, "holidays": 1, "added": 1, "renamed": 0,
         "removed": 0, "version": 2},
        {"code": "PH", "year": 2027, "holidays": 1, "added": 1, "renamed": 0,
         "removed": 0, "version": 3}]}',
    'a calendar is made with the holidays of these years'
);
select is(
    suppliers.load_holidays(
        'PH', 'Other', '{2027}', '[{"holiday_on": "2027-12-30", "name": "Rizal Day"}]'
    ),
    '{"code": "PH", "is_new": false, "years": [
        {"code": "PH", "year": 2027, "holidays": 1, "added": 0, "renamed": 0,
         "removed": 0, "version": 3}]}',
    'the same again changes nothing'
);
select is(c.name, 'Philippines', 'a calendar that is there keeps its name')
from suppliers.calendars as c
where c.code = 'PH';
select is_empty(
    $$ select c.years
       from (
           values ('{}', '[]'), (null, '[]'), ('{null}', '[]'), ('{1800}', '[]'),
           ('{2026}', '{}'), ('{2026}', '[{"holiday_on": "2026-99-99", "name": "N"}]')
       ) as c (years, holidays)
       where tests.refusal(format(
           'select suppliers.load_holidays(''X'', ''X'', %L, %L)', c.years, c.holidays
       )) ->> 'key' is distinct from 'suppliers.invalid_calendar' $$,
    'bad input is refused'
);

select * from finish();
rollback;

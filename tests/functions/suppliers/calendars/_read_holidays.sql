-- Proves functions/suppliers/calendars/_read_holidays.sql.
begin;
select plan(3);

select is(
    suppliers._read_holidays(
        2030, '[{"holiday_on": "2030-12-31", "name": "Last"}]'
    ),
    '[{"holiday_on": "2030-12-31", "name": "Last"}]',
    'a list of days with their names is read'
);
select is(suppliers._read_holidays(2030, '[]'), '[]', 'it may be empty');
select is_empty(
    $$ select c.holidays
       from (
           values
           (2030, null), (2030, '{}'), (2030, '[1]'), (2030, '[{"name": "N"}]'),
           (2030, '[{"holiday_on": "2030-01-01"}]'),
           (2030, '[{"holiday_on": "2030-01-01", "name": " "}]'),
           (2030, '[{"holiday_on": "2030-12-31", "name": "N", "x": 1}]'),
           (2030, '[{"holiday_on": "2029-12-31", "name": "N"}]'),
           (2030, '[{"holiday_on": "2030-02-29", "name": "N"}]'),
           (2030, '[{"holiday_on": "1 May", "name": "N"}]'),
           (
               2030,
               '[{"holiday_on": "2030-01-01", "name": "A"},
               {"holiday_on": "2030-01-01", "name": "B"}]'
           ),
           (null, '[]'), (1899, '[]'), (3000, '[]'),
           (
               2030,
               (
                   select jsonb_agg(jsonb_build_object(
                       'holiday_on', '2030-01-01'::date + n, 'name', 'N'
                   ))::text
                   from generate_series(0, 366) as n
               )
           )
       ) as c (year, holidays)
       where tests.refusal(format(
           'select suppliers._read_holidays(%L, %L)', c.year, c.holidays
       )) ->> 'key' is distinct from 'suppliers.invalid_calendar' $$,
    'bad input is refused'
);

select * from finish();
rollback;

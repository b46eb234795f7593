-- Proves functions/suppliers/calendars/list_holidays.sql.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    c.id,
    '2098-12-25' as holiday_on,
    'Christmas' as name
from suppliers.calendars as c
where c.code = 'STANDARD';

select tests.login_as(tests.user('zed'));
select is(
    api.list_holidays('STANDARD'),
    '{"items": [{"holiday_on": "2098-12-25", "name": "Christmas"},
      {"holiday_on": "2099-01-06", "name": "Epiphany"}], "next": null}',
    'every user reads the holidays, by day'
);
select is(
    api.list_holidays('STANDARD', 2099) #>> '{items, 0, name}', 'Epiphany',
    'of one year'
);
select is(
    api.list_holidays(
        'STANDARD', after => api.list_holidays('STANDARD', page_size => 1) ->> 'next'
    ) #>> '{items, 0, name}',
    'Epiphany', 'pages follow each other'
);
select throws_ok(
    $$ select api.list_holidays('NONE') $$, 'PT404', 'suppliers.unknown_calendar',
    'an unknown calendar has none'
);
select throws_ok(
    $$ select api.list_holidays('STANDARD', 1) $$, 'PT422', 'core.invalid_argument',
    'a year is from 1900 on'
);

select * from finish();
rollback;

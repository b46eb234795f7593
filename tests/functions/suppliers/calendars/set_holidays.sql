-- Proves functions/suppliers/calendars/set_holidays.sql.
begin;
select plan(10);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.set_holidays('STANDARD', 2099, '[]') $$, 'PT403',
    'core.not_permitted', 'a supplier sets no holidays'
);
select tests.login_as(tests.user('zed'), 'admin');
select is(
    api.set_holidays(
        'STANDARD', 2099,
        '[{"holiday_on": "2099-01-06", "name": "Three Kings"},
          {"holiday_on": "2099-01-07", "name": "Day after"}]',
        2
    ) - 'version',
    '{"code": "STANDARD", "year": 2099, "holidays": 2, "added": 1, "renamed": 1,
      "removed": 0}',
    'holidays of a year are set, and what changed is counted'
);
select is(
    api.set_holidays(
        'STANDARD', 2098, '[{"holiday_on": "2098-12-25", "name": "Christmas"}]'
    ) - 'version',
    '{"code": "STANDARD", "year": 2098, "holidays": 1, "added": 1, "renamed": 0,
      "removed": 0}',
    'each year by itself'
);
create temporary table t_version as
select c.version from suppliers.calendars as c
where c.code = 'STANDARD';
select ok(t.version > 3, 'the version rises with its holidays') from t_version as t;
select is(
    api.set_holidays(
        'STANDARD', 2098, '[{"holiday_on": "2098-12-25", "name": "Christmas"}]'
    ) ->> 'version',
    (select t.version::text from t_version as t),
    'the same holidays again change nothing'
);
select is(
    api.set_holidays('STANDARD', 2099, '[]') - 'version',
    '{"code": "STANDARD", "year": 2099, "holidays": 0, "added": 0, "renamed": 0,
      "removed": 2}',
    'a holiday that is left out goes'
);
select throws_ok(
    $$ select api.set_holidays('STANDARD', 2099, '[]', 1) $$, 'PT409',
    'suppliers.version_conflict', 'at an older version nothing changes'
);
select throws_ok(
    $$ select api.set_holidays('NONE', 2099, '[]') $$, 'PT404',
    'suppliers.unknown_calendar', 'an unknown calendar gets none'
);
select throws_ok(
    $$ select api.set_holidays('STANDARD', 2099, '{}') $$, 'PT422',
    'suppliers.invalid_calendar', 'bad input is refused'
);
reset role;
select is(
    c.days_off, '{2098-12-25}', 'the arithmetic follows'
)
from suppliers.calendars as c
where c.code = 'STANDARD';

select * from finish();
rollback;

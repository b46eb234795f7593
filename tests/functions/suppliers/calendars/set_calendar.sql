-- Proves functions/suppliers/calendars/set_calendar.sql.
begin;
select plan(8);

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.set_calendar('PH', 'Philippines') $$, 'PT403', 'core.not_permitted',
    'a supplier makes no calendar'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.set_calendar('PH', 'Philippines', '{6, 1, 2, 2, 5}', 0) - 'updated_at',
    '{"code": "PH", "name": "Philippines", "workdays": [1, 2, 5, 6], "holidays": 0,
      "version": 1}',
    'a project manager does; weekdays are sorted'
);
select throws_ok(
    $$ select api.set_calendar('PH', 'Other', expected_version => 0) $$,
    'PT409', 'suppliers.version_conflict', 'a calendar that is there is not made again'
);
select is(
    api.set_holidays('PH', 2030, '[{"holiday_on": "2030-01-01", "name": "New Year"}]')
    ->> 'added',
    '1', 'holidays are a call of their own'
);
select is(
    api.set_calendar('PH', 'Islands', '{3}', 2) - 'updated_at',
    '{"code": "PH", "name": "Islands", "workdays": [3], "holidays": 1, "version": 3}',
    'name and weekdays change, holidays stay'
);
select is(
    api.set_calendar('PH', 'Islands', '{3}') ->> 'version', '3',
    'what is the same changes nothing'
);
select is_empty(
    $$ select c.arguments
       from (
           values
           ('''ph'', ''N'''), ('null, ''N'''), ('''X'', null'), ('''X'', '''''),
           ('''X'', ''N'', null'), ('''X'', ''N'', ''{}'''), ('''X'', ''N'', ''{0}'''),
           ('''X'', ''N'', ''{8}'''), ('''X'', ''N'', ''{1, null}'''),
           ('''X'', ''N'', ''{{1}, {2}}'''),
           ('''X'', ''N'', ''{1, 1, 1, 1, 1, 1, 1, 1}'''),
           ('''X'', ''' || repeat('N', 201) || '''')
       ) as c (arguments)
       where tests.refusal(format('select api.set_calendar(%s)', c.arguments)) ->> 'key'
           is distinct from 'suppliers.invalid_calendar' $$,
    'bad input is refused'
);
reset role;
select results_eq(
    $$ select c.code, c.days_off from suppliers.calendars as c order by c.code $$,
    $$ values ('PH', '{}'::date[]), ('STANDARD', '{}') $$,
    'what was refused changed nothing; a Tuesday that is not worked is no day off'
);

select * from finish();
rollback;

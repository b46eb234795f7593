-- Proves functions/suppliers/calendars/_find_calendar.sql.
begin;
select plan(3);

select is(
    (suppliers._find_calendar('STANDARD')).name, 'Monday to Friday',
    'a calendar is found by its code'
);
select throws_ok(
    $$ select suppliers._find_calendar('standard') $$, 'PT404',
    'suppliers.unknown_calendar', 'another code is unknown'
);
select throws_ok(
    'select suppliers._find_calendar(null)', 'PT404', 'suppliers.unknown_calendar',
    'and so is none'
);

select * from finish();
rollback;

-- Proves policies/core/clock_marks.sql.
begin;
select plan(8);

-- Given: one row.
insert into core.clock_marks (seen_at)
values (now());

select policies_are(
    'core', 'clock_marks', array['select_operators_all'],
    'clock_marks has exactly this policy'
);
select is(
    tests.grants_of('core.clock_marks'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.clock_marks'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select is(
    (select count(*) from core.clock_marks
where is_only), 1::bigint,
    'monitoring sees the rows'
);

set local role app_worker;
select is(
    (select count(*) from core.clock_marks
where is_only), 1::bigint,
    'the worker sees the rows'
);
select throws_ok(
    $$ delete from core.clock_marks where true $$,
    '42501', null,
    'the worker cannot write the table'
);

set local role service_role;
select throws_ok(
    $$ delete from core.clock_marks where true $$,
    '42501', null,
    'not even an operator''s backend can write the table'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.clock_marks $$,
    '42501', null,
    'a signed-in user sees nothing, whatever the app role'
);

select * from finish();
rollback;

-- Proves policies/reading/series.sql.j2.
begin;
select plan(9);

-- Given: the seeded series.

select policies_are(
    'reading', 'series',
    array[
        'select_members_all',
        'insert_service_all',
        'update_service_all'
    ],
    'series has exactly these policies'
);
select is(
    tests.grants_of('reading.series'),
    array[
        'insert (authors, chapters, end_date, series_key, start_date, status, title,'
        || ' type, volumes) to service_role',
        'select to app_reader, authenticated, service_role',
        'update (authors, chapters, end_date, start_date, status, title, type,'
        || ' volumes) to service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.series'),
    array[
        'select all to app_reader, authenticated, service_role',
        'update all to service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select isnt_empty($$ select from reading.series $$, 'a reader sees the catalogue');
select throws_ok(
    $$ update reading.series set title = 'x' where true $$, '42501', null,
    'and does not rewrite it'
);
reset role;
set local role tests_backend;
select lives_ok(
    $$ insert into reading.series (series_key, title, type, status)
       values ('t-new', 'New', 'Novel', 'Finished') $$,
    'a server of ours adds to it'
);
select isnt_empty(
    $$ update reading.series set title = 'Newer' where series_key = 't-new'
       returning id $$,
    'and corrects it'
);
reset role;
grant usage on schema reading to tests_stranger;
grant insert on reading.series to tests_stranger;
set local role tests_stranger;
select throws_ok(
    $$ insert into reading.series (series_key, title, type, status)
       values ('t-other', 'New', 'Novel', 'Finished') $$,
    '42501', 'new row violates row-level security policy for table "series"',
    'a role that is not named does not'
);
set local role anon;
select throws_ok(
    $$ select from reading.series $$, '42501', null, 'an anonymous caller is refused'
);

select * from finish();
rollback;

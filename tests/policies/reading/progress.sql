-- Proves policies/reading/progress.sql.j2.
begin;
select plan(18);

-- Given: two readers.
insert into reading.progress (user_id, series_id, chapter, device_id)
values (tests.user('ada'), 1, 1, 'phone'), (tests.user('bob'), 1, 1, 'phone');

select policies_are(
    'reading', 'progress',
    array[
        'select_user_own',
        'insert_user_own',
        'update_user_own',
        'delete_user_own',
        'select_operators_all',
        'insert_service_all',
        'update_service_all',
        'delete_service_all'
    ],
    'progress has exactly these policies'
);
select is(
    tests.grants_of('reading.progress'),
    array[
        'delete to authenticated, service_role',
        'insert (chapter, chapter_label, device_id, page, percent, series_id, user_id)'
        || ' to authenticated, service_role',
        'select to app_reader, authenticated, service_role',
        'update (chapter, chapter_label, device_id, page, percent, series_id, user_id)'
        || ' to authenticated, service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.progress'),
    array[
        'select 1 of 2 to authenticated',
        'select all to app_reader, service_role',
        'update 1 of 2 to authenticated',
        'update all to service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select lives_ok(
    $$ insert into reading.progress (series_id, chapter, device_id)
       values (2, 1, 'phone') $$,
    'a reader begins'
);
select throws_ok(
    $$ insert into reading.progress (user_id, series_id, chapter, device_id)
       values (tests.user('bob'), 2, 1, 'phone') $$,
    '42501', null, 'but nothing for another'
);
select results_eq(
    $$ update reading.progress set chapter = 2 where series_id = 1 returning user_id $$,
    $$ values (tests.user('ada')) $$, 'a reader updates an own row'
);
select throws_ok(
    $$ update reading.progress set updated_at = now() where true $$, '42501', null,
    'its time is the server''s'
);
reset role;
alter table reading.progress disable trigger t06_freeze_key;
set local role authenticated;
select throws_ok(
    $$ update reading.progress set user_id = tests.user('eve') where true $$, '42501',
    'new row violates row-level security policy for table "progress"',
    'and could not give it to another, even without the frozen key'
);
reset role;
alter table reading.progress enable trigger t06_freeze_key;
set local role authenticated;
select lives_ok(
    $$ update reading.progress set chapter = 4 where true $$,
    'and an update without a condition meets no other rows'
);
select lives_ok(
    $$ delete from reading.progress where true $$, 'a reader deletes own rows'
);

reset role;
select is(
    (select array_agg(user_id) from reading.progress), array[tests.user('bob')],
    'and another reader keeps what he has'
);
set local role tests_backend;
select lives_ok(
    $$ insert into reading.progress (user_id, series_id, chapter, device_id)
       values (tests.user('eve'), 1, 1, 'desk') $$,
    'a server of ours may begin for a reader'
);
select isnt_empty(
    $$ update reading.progress set chapter = 3 where device_id = 'desk'
       returning series_id $$,
    'correct a row of a reader'
);
select isnt_empty(
    $$ delete from reading.progress where device_id = 'desk' returning series_id $$,
    'and delete it'
);
reset role;
insert into reading.progress (user_id, series_id, chapter, device_id)
values (tests.user('ada'), 4, 1, 'phone');
grant usage on schema reading, core to tests_stranger;
grant execute on function core.actor_id() to tests_stranger;
grant select, insert, update, delete on reading.progress to tests_stranger;
set local role tests_stranger;
select throws_ok(
    $$ insert into reading.progress (user_id, series_id, chapter, device_id)
       values (tests.user('ada'), 3, 1, 'phone') $$,
    '42501', 'new row violates row-level security policy for table "progress"',
    'a role that is not named writes nothing, whatever it claims'
);
select lives_ok(
    $$ delete from reading.progress where true $$, 'and when it deletes'
);
reset role;
select is(
    (
        select array_agg(series_id)
        from reading.progress
        where user_id = tests.user('ada')
    ),
    '{4}'::bigint[], 'nothing goes'
);
set local role anon;
select throws_ok(
    $$ select from reading.progress $$, '42501', null, 'an anonymous caller is refused'
);

select * from finish();
rollback;

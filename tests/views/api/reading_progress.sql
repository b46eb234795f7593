-- Proves sql/views/api/reading_progress.sql.
begin;
select plan(13);

-- Given: Bob is reading.
insert into reading.progress (user_id, series_id, chapter, device_id)
values (tests.user('bob'), 1, 3, 'desk');

select is(
    tests.grants_of('api.reading_progress'),
    array[
        'delete to authenticated, service_role',
        'insert (chapter, chapter_label, device_id, page, percent, series_id, user_id)'
        || ' to authenticated, service_role',
        'select to authenticated, service_role',
        'update (chapter, chapter_label, device_id, page, percent, series_id, user_id)'
        || ' to authenticated, service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('api.reading_progress'),
    '{"select all to app_reader, service_role"}',
    'without a token no reader is opened anything'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ select from api.reading_progress $$, 'a reader does not see another''s rows'
);
select lives_ok(
    $$ insert into api.reading_progress (series_id, chapter, device_id)
       values (1, 1, 'phone') $$,
    'a reader inserts a row'
);
select results_eq(
    $$ select user_id, chapter from api.reading_progress $$,
    $$ values (tests.user('ada'), 1::numeric) $$, 'and sees it'
);
select results_eq(
    $$ update api.reading_progress set chapter = 2 where true returning user_id $$,
    $$ values (tests.user('ada')) $$, 'a reader updates only own rows'
);
select results_eq(
    $$ delete from api.reading_progress where true returning user_id $$,
    $$ values (tests.user('ada')) $$, 'and deletes only own rows'
);
select throws_ok(
    $$ insert into api.reading_progress (user_id, series_id, chapter, device_id)
       values (tests.user('bob'), 2, 1, 'phone') $$,
    '42501', null, 'a reader cannot insert for another'
);
select lives_ok(
    $$ insert into api.reading_progress (user_id, series_id, chapter, device_id)
       values (tests.user('ada'), 1, 1, 'phone'), (tests.user('ada'), 2, 1, 'phone')
       on conflict (user_id, series_id) do update set
           user_id = excluded.user_id, series_id = excluded.series_id,
           chapter = excluded.chapter, device_id = excluded.device_id $$,
    'a reader may set the key of a row to itself, as an upsert does'
);
select throws_ok(
    $$ update api.reading_progress set series_id = 3 where series_id = 2 $$,
    'PT409', 'core.fixed_key', 'but no other'
);
select throws_ok(
    $$ update api.reading_progress set user_id = tests.user('bob') where true $$,
    'PT409', 'core.fixed_key', 'and cannot give a row to another reader'
);
reset role;
select is(
    (select chapter from reading.progress
where user_id = tests.user('bob')),
    3::numeric,
    'another''s row is as it was'
);
set local role anon;
select throws_ok(
    $$ select from api.reading_progress $$, '42501', null,
    'an anonymous caller sees nothing'
);

select * from finish();
rollback;

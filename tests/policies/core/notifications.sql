-- Proves policies/core/notifications.sql.j2.
begin;
select plan(11);

-- Given: one notification to Ada, one to Eve.
insert into core.notifications (user_id, kind, created_at)
values
(tests.user('ada'), 'core.thing.done', core.now()),
(tests.user('eve'), 'core.thing.done', core.now());

select policies_are(
    'core', 'notifications',
    array['select_user_own', 'select_operators_all', 'update_user_own'],
    'notifications has exactly these policies'
);
select is(
    tests.grants_of('core.notifications'),
    array[
        'select to app_reader, authenticated, service_role',
        'update (read_at) to authenticated'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('core.notifications'),
    array[
        'select 1 of 2 to authenticated',
        'select all to app_reader, service_role',
        'update 1 of 2 to authenticated'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select isnt_empty($$ select from core.notifications $$, 'a user sees own rows');
select throws_ok(
    $$ update core.notifications set kind = 'core.thing.undone' where true $$,
    '42501',
    null,
    'and cannot rewrite them'
);
select isnt_empty(
    $$ update core.notifications set read_at = now() where true returning id $$,
    'but marks them as read'
);
reset role;
grant update (user_id) on core.notifications to authenticated;
set local role authenticated;
select throws_ok(
    $$ update core.notifications set user_id = tests.user('eve') where true $$,
    '42501',
    'new row violates row-level security policy for table "notifications"',
    'and could not hand them to another, were that column granted'
);
select tests.login_as(tests.user('bob'));
select is_empty($$ select from core.notifications $$, 'another user sees nothing');
select is_empty(
    $$ update core.notifications set read_at = now() where true returning id $$,
    'and marks nothing'
);
select lives_ok(
    $$ update core.notifications set read_at = now() where true $$,
    'nor meets a row that is not his when he looks at none'
);
set local role anon;
select throws_ok(
    $$ select from core.notifications $$,
    '42501',
    null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;

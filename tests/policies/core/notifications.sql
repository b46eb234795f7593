-- Proves policies/core/notifications.sql.
begin;
select plan(6);

-- Given: one notification to Ada.
insert into core.notifications (user_id, kind, created_at)
values (tests.user('ada'), 'core.thing.done', core.now());

select policies_are(
    'core', 'notifications',
    array['select_user_own', 'select_operator_all', 'update_user_own'],
    'notifications has exactly these policies'
);
select tests.login_as(tests.user('ada'));
select isnt_empty($$ select from core.notifications $$, 'a user sees her own');
select throws_ok(
    $$ update core.notifications set kind = 'core.thing.undone' where true $$,
    '42501',
    null,
    'and cannot rewrite them'
);
select tests.login_as(tests.user('bob'));
select is_empty($$ select from core.notifications $$, 'another user sees nothing');
select is_empty(
    $$ update core.notifications set read_at = now() where true returning id $$,
    'and marks nothing'
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

-- Proves functions/core/tokens/revoke_user_tokens.sql.
begin;
select plan(7);

-- Given: noon.
select tests.set_clock('2026-01-01 12:00+00');
select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select api.revoke_user_tokens(tests.user('ada')) $$,
    'a user can revoke own tokens'
);
select throws_ok(
    $$ select api.revoke_user_tokens(tests.user('bob')) $$,
    'PT403', 'core.not_permitted', 'but not those of another user'
);
select throws_ok(
    $$ select api.revoke_user_tokens(null) $$,
    'PT422', 'core.invalid_argument', 'and not without a user'
);
reset role;
select tests.set_clock('2026-01-01 13:00+00');
select tests.login_as(tests.user('cleo'), 'admin');
select lives_ok(
    $$ select api.revoke_user_tokens(tests.user('ada')) $$,
    'an admin can revoke those of any user'
);
set local role service_role;
select lives_ok(
    $$ select api.revoke_user_tokens(tests.user('bob')) $$, 'and so can a server'
);
reset role;
select results_eq(
    $$ select user_id, issued_until_at from core.revoked_users
       where user_id = tests.user('ada') $$,
    $$ values (tests.user('ada'), timestamptz '2026-01-01 13:00+00') $$,
    'the later moment counts'
);

update core.revoked_users set issued_until_at = '2026-03-01'
where user_id = tests.user('ada');
select tests.login_as(tests.user('ada'));
do $$
begin
    perform api.revoke_user_tokens(tests.user('ada'));
end;
$$;
reset role;
select is(
    (
        select issued_until_at
        from core.revoked_users
        where user_id = tests.user('ada')
    ),
    '2026-01-01 13:00+00', 'but not one that a clock ahead has made'
);

select * from finish();
rollback;

-- Proves functions/core/revoke_token.sql.
begin;
select plan(8);

-- Given: Ada, with a token that expires at one.
select tests.login_as(tests.user('ada'));
select set_config(
    'request.jwt.claims',
    (
        current_setting('request.jwt.claims')::jsonb
        || '{"jti": "hers", "exp": 1767272400}'
    )::text,
    true
);

select lives_ok(
    $$ select api.revoke_token('hers', '2026-01-01 12:10+00') $$,
    'a user can revoke the token that she presents'
);
select throws_ok(
    $$ select api.revoke_token('his', '2026-01-01 12:10+00') $$,
    'PT403', 'core.not_permitted', 'but no other'
);
select throws_ok(
    $$ select api.revoke_token('', '2026-01-01 12:10+00') $$,
    'PT422', 'core.invalid_argument', 'a token has a name'
);
select tests.login_as(tests.user('bob'), 'admin');
select lives_ok(
    $$ select api.revoke_token('his', '2026-01-01 12:10+00') $$,
    'an admin can revoke any'
);
select lives_ok(
    $$ select api.revoke_token('his', '2026-01-01 12:05+00') $$,
    'twice as well as once'
);
select throws_ok(
    $$ select api.revoke_token('other', null) $$,
    'PT422', 'core.invalid_argument', 'saying until when'
);
set local role anon;
select throws_ok(
    $$ select api.revoke_token('his', now()) $$, '42501', null,
    'an anonymous caller is refused'
);
reset role;
select results_eq(
    $$ select jti, expires_at, revoked_by from core.revoked_tokens order by jti $$,
    $$ values
        ('hers', timestamptz '2026-01-01 13:00+00', tests.user('ada')),
        ('his', timestamptz '2026-01-01 12:10+00', tests.user('bob')) $$,
    'a revocation lasts until the token expires, by whichever time is later'
);

select * from finish();
rollback;

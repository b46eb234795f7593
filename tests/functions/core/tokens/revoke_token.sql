-- Proves functions/core/tokens/revoke_token.sql.
begin;
select plan(15);

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
    'a user can revoke the token of the request'
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

-- When: the time is none, or the token has no end.
select tests.login_as(tests.user('eve'), 'admin');
select is(
    tests.refusal(format('select api.revoke_token(%L, %L)', 'x', c.at)) ->> 'key',
    'core.invalid_argument', 'a token does not expire at ' || c.at
)
from (
    values ('infinity'), ('-infinity'), ((now() + interval '11 years')::text)
) as c (at);
select set_config(
    'request.jwt.claims',
    jsonb_build_object('sub', tests.user('eve'), 'jti', 'endless')::text, true
);
select lives_ok(
    $$ select api.revoke_token('endless', '2026-01-01 12:10+00') $$,
    'a token without `exp` can be revoked'
);
select set_config(
    'request.jwt.claims',
    '{"sub": "4a7d1ed4-1447-4e53-8b1e-1e4d4d1e4d4d", "jti": "odd", "exp": 1e400}', true
);
select lives_ok(
    $$ select api.revoke_token('odd', '2026-01-01 12:10+00') $$,
    'and one whose `exp` is no time'
);
reset role;
select is(
    (
        select r.expires_at from core.revoked_tokens as r
        where r.jti = c.jti
    ),
    'infinity'::timestamptz,
    c.jti || ': a token without an end stays revoked'
)
from (values ('endless'), ('odd')) as c (jti);

select * from finish();
rollback;

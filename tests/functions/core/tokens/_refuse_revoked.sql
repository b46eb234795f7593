-- Proves functions/core/tokens/_refuse_revoked.sql.
begin;
select plan(11);

-- Given: a token, a session and Ada's tokens until noon are revoked.
insert into core.revoked_tokens (jti, revoked_at, expires_at)
values ('t1', now(), now() + '1 h'), ('s1', now(), now() + '1 h');
insert into core.revoked_users (user_id, issued_until_at)
values (tests.user('ada'), '2026-01-01 12:00:00.7+00');

create function pg_temp.refuses(p_claims jsonb) returns text
    language plpgsql as $$
begin
    perform set_config('request.jwt.claims', p_claims::text, true);
    perform core._refuse_revoked(p_claims);
    return 'accepted';
exception
    when sqlstate 'PT401' then
        return sqlerrm;
end;
$$;

select
    is(
        pg_temp.refuses('{"jti": "t1"}'),
        'core.token_revoked',
        'a revoked jti is refused'
    );
select is(pg_temp.refuses('{"jti": "t2"}'), 'accepted', 'another jti is not');
select is(
    pg_temp.refuses('{"session_id": "s1"}'), 'core.token_revoked',
    'a token without a jti is known by its session'
);
select is(
    pg_temp.refuses(jsonb_build_object(
        'sub', tests.user('ada'),
        'iat', extract(epoch from timestamptz '2026-01-01 12:00:00+00')
    )),
    'core.token_revoked',
    'a token from the second of the revocation is refused'
);
select is(
    pg_temp.refuses(jsonb_build_object(
        'sub', tests.user('ada'),
        'iat', extract(epoch from timestamptz '2026-01-01 12:00:01+00')
    )),
    'accepted',
    'a later one is good'
);
select is(
    pg_temp.refuses(jsonb_build_object('sub', tests.user('ada'))),
    'core.token_revoked',
    'a token that does not say when it was issued is refused'
);
select is(
    pg_temp.refuses(jsonb_build_object('sub', tests.user('bob'))), 'accepted',
    'another user is not concerned'
);
select is(
    pg_temp.refuses('{"sub": "no uuid", "iat": "soon"}'), 'accepted',
    'strange claims are no revoked ones'
);

select is(
    pg_temp.refuses(jsonb_build_object('sub', tests.user('ada'), 'iat', c.iat)),
    'core.token_revoked',
    'issued at ' || left(c.iat::text, 5) || ', which is no time: refused'
)
from (values ('1e400'::jsonb), ('-1e400'), ('"2026-01-02"')) as c (iat);

select * from finish();
rollback;

-- Proves functions/core/tokens/has_valid_token.sql.
begin;
select plan(4);

-- Given: one token is revoked, and all that Bob had.
insert into core.revoked_tokens (jti, revoked_at, expires_at)
values ('gone', core.now(), core.now() + interval '1 hour');
insert into core.revoked_users (user_id, issued_until_at)
values (tests.user('bob'), core.now());

set local role authenticated;
select set_config('request.jwt.claims', jsonb_build_object('jti', 'gone')::text, true);
select ok(not core.has_valid_token(), 'a revoked token counts no more');
select set_config('request.jwt.claims', jsonb_build_object('jti', 'other')::text, true);
select ok(core.has_valid_token(), 'another one does');
select set_config('request.jwt.claims', jsonb_build_object(
    'sub', md5('bob')::uuid, 'iat', extract(epoch from core.now() - interval '1 minute')
)::text, true);
select ok(not core.has_valid_token(), 'nor does one of before the user''s revocation');

set local role anon;
select set_config('request.jwt.claims', '', true);
select ok(core.has_valid_token(), 'who has no token has none that was revoked');

select * from finish();
rollback;

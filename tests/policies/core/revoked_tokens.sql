-- Proves policies/core/revoked_tokens.sql.j2.
begin;
select plan(5);

-- Given: one revoked token.
insert into core.revoked_tokens (jti, revoked_at, expires_at)
values ('t_token', now(), now());

select * from tests.is_read_by('core.revoked_tokens', 'service_role, app_reader');

select * from finish();
rollback;

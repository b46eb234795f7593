-- Proves policies/core/idempotency_keys.sql.j2.
begin;
select plan(5);

-- Given: one key.
insert into core.idempotency_keys (
    scope, caller, key, request_sha256, created_at, expires_at
)
values ('core.t_call', 'anon', 'k', '', now(), now());

select * from tests.is_read_by('core.idempotency_keys', 'service_role, app_reader');

select * from finish();
rollback;

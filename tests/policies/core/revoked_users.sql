-- Proves policies/core/revoked_users.sql.j2.
begin;
select plan(5);

-- Given: one revoked user.
insert into core.revoked_users (user_id, issued_until_at)
values (tests.user('eve'), now());

select * from tests.is_read_by('core.revoked_users', 'service_role, app_reader');

select * from finish();
rollback;

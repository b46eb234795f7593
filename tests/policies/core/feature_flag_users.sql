-- Proves policies/core/feature_flag_users.sql.j2.
begin;
select plan(5);

-- Given: one user of a flag.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.t', now(), now());
insert into core.feature_flag_users (flag_name, user_id)
values ('core.t', tests.user('ada'));

select * from tests.is_read_by('core.feature_flag_users', 'service_role, app_reader');

select * from finish();
rollback;

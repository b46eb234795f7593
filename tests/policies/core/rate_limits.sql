-- Proves policies/core/rate_limits.sql.j2.
begin;
select plan(5);

-- Given: one bucket.
insert into core.rate_limits (key, full_at) values ('t_key', now());

select * from tests.is_read_by('core.rate_limits', 'service_role, app_reader');

select * from finish();
rollback;

-- Proves policies/core/access_log.sql.j2.
begin;
select plan(5);

-- Given: one read.
insert into core.access_log (logged_at, role, thing)
values (now(), 'anon', 'core.t_thing');

select * from tests.is_read_by('core.access_log', 'service_role, app_reader');

select * from finish();
rollback;

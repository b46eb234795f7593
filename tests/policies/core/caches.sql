-- Proves policies/core/caches.sql.j2.
begin;
select plan(5);

-- Given: one cache.
insert into core.caches (name, function_name, setting, description)
values ('core.t_cache', 'core.t_answer', 'core.t_cache', 'One.');

select * from tests.is_read_by('core.caches', 'service_role, app_worker, app_reader');

select * from finish();
rollback;

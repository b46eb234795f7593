-- Proves policies/core/cache_counters.sql.j2.
begin;
select plan(5);

-- Given: the figures of a cache.
insert into core.caches (name, function_name, setting, description)
values ('core.t_cache', 'core.t_answer', 'core.t_cache', 'One.');

select * from tests.is_read_by('core.cache_counters', 'service_role, app_reader');

select * from finish();
rollback;

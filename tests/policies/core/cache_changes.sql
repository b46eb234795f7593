-- Proves policies/core/cache_changes.sql.j2.
begin;
select plan(5);

-- Given: one change.
insert into core.cache_changes (tag) values ('core.t_tag');

select * from tests.is_read_by('core.cache_changes', 'service_role, app_reader');

select * from finish();
rollback;

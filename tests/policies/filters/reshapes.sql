-- Proves policies/filters/reshapes.sql.j2.
begin;
select plan(5);

-- Given: a running change.
insert into filters.reshapes (shape, copy_until) values ('months', 0);

select * from tests.is_read_by('filters.reshapes', 'service_role, app_reader');

select * from finish();
rollback;

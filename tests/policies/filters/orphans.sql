-- Proves policies/filters/orphans.sql.j2.
begin;
select plan(5);

-- Given: an orphan.
insert into filters.orphans values ('brand', 'x', now());

select * from tests.is_read_by('filters.orphans', 'service_role, app_reader');

select * from finish();
rollback;

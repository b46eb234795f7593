-- Proves policies/core/adoptions.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into core.adoptions (adopted_at) values (now());

select * from tests.is_read_by('core.adoptions', 'service_role, app_reader');

select * from finish();
rollback;

-- Proves policies/filters/line_keys.sql.j2.
begin;
select plan(5);

-- Given: a key.
insert into filters.line_keys (line_key) values ('k');

select * from tests.is_read_by('filters.line_keys', 'service_role, app_reader');

select * from finish();
rollback;

-- Proves policies/filters/sources.sql.j2.
begin;
select plan(5);

-- Given: a source.
select tests.counted_shop();

select * from tests.is_read_by('filters.sources', 'service_role, app_reader');

select * from finish();
rollback;

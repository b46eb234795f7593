-- Proves policies/filters/loads.sql.j2.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();
insert into filters.loads (dataset, version, line_count) values ('small', '1', 7);

select * from tests.is_read_by('filters.loads', 'service_role, app_reader');

select * from finish();
rollback;

-- Proves policies/filters/value_counts.sql.j2.
begin;
select plan(5);

-- Given: a dimension that is for buyers, the parent of one that is for all.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
delete from filters.value_counts
where parent_value is null and dimension = 'size';

select * from tests.is_read_by('filters.value_counts', 'service_role, app_reader');

select * from finish();
rollback;

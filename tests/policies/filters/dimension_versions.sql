-- Proves policies/filters/dimension_versions.sql.j2.
begin;
select plan(5);

-- Given: a version.
do $$ begin perform filters._lock_dimension('brand'); end $$;

select * from tests.is_read_by(
    'filters.dimension_versions', 'service_role, app_reader'
);

select * from finish();
rollback;

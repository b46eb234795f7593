-- Proves triggers/filters/dimension_versions.sql.j2.
begin;
select plan(2);

do $$ begin perform filters._lock_dimension('brand'); end $$;
delete from filters.dimension_versions
where dimension = 'brand';
select is(
    (
        select array_agg(e.operation order by e.id) from core.audit_entries as e
        where e.table_name = 'filters.dimension_versions'
    ),
    array['insert', 'delete'], 'every change is an entry'
);
select has_trigger(
    'filters', 'dimension_versions', 't80_audit_truncate', 'a TRUNCATE is recorded'
);

select * from finish();
rollback;

-- Proves sql/seeds/filters/revertible_tables.sql.
begin;
select plan(2);

select set_eq(
    $$ select r.audited_table::text
       from core.revertible_tables as r
       inner join pg_catalog.pg_trigger as t
           on r.audited_table = t.tgrelid and t.tgname = 't80_audit_update'
       where r.is_allowed and r.audited_table::text like 'filters.%' $$,
    array[
        'filters.stores'
    ],
    'listed, and audited'
);
select is_empty(
    $$ select r.audited_table from core.revertible_tables as r
       where r.audited_table::text in (
           'filters.dimensions', 'filters.dimension_versions', 'core.settings'
       ) $$,
    'the registry and settings have functions of their own for that'
);

select * from finish();
rollback;

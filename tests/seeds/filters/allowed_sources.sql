-- Proves sql/seeds/filters/allowed_sources.sql.
begin;
select plan(3);

select is_empty(
    $$ select d.name
       from filters.dimensions as d
       where
           filters._allow_fault(
               d.master_table, 'master', array[d.master_key::text, d.master_label::text]
           ) is not null
           or filters._allow_fault(d.master_table, 'prune') is not null
           or filters._allow_fault(
               d.source_table, 'count', array[d.column_name::text]
           ) is not null $$,
    'what the cube reads and prunes is listed'
);
select is_empty(
    $$ select a.source_table, c.name
       from filters.allowed_sources as a
       cross join unnest(a.columns) as c (name)
       where not exists (
           select from pg_catalog.pg_attribute as t
           where t.attrelid = a.source_table and t.attname = c.name
       ) $$,
    'every listed column is there'
);
select set_eq(
    $$ select source_table::text from filters.allowed_sources $$,
    array[
        'filters.transactions', 'master.places', 'master.categories',
        'master.brands', 'master.store_classes'
    ],
    'and nothing else is'
);

select * from finish();
rollback;

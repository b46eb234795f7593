-- Proves sql/seeds/core/retention_policies_rest.sql.
begin;
select plan(3);

select is_empty(
    $$ select p.table_name from core.retention_policies as p
       where not exists (
           select from pg_catalog.pg_attribute as a
           where
               a.attrelid = to_regclass(p.table_name)
               and a.attname = p.column_name
               and a.atttypid = 'timestamptz'::regtype
       ) $$,
    'every policy names a table that exists and a time of its rows'
);
select is_empty(
    $$ select p.table_name from core.retention_policies as p
       cross join lateral core.apply_retention(p.table_name, p_is_dry_run => true) as r
       where r.outcome <> 'done' $$,
    'every policy can be run'
);
select is_empty(
    $$ select p.table_name from core.retention_policies as p
       inner join core.partitioned_tables as t on p.table_name = t.table_name
       where t.keep is not null $$,
    'no table forgets in two places'
);

select * from finish();
rollback;

-- Proves sql/seeds/filters/personal_columns.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select table_name, column_name, action from core.personal_columns $$,
    $$ values
        ('filters.dimension_versions', 'made_by', 'null') $$,
    'who changed a dimension is personal'
);

select * from finish();
rollback;

-- Proves sql/seeds/reading/personal_columns.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select table_name, column_name, action from core.personal_columns $$,
    $$ values
        ('reading.progress', 'user_id', 'delete'),
        ('reading.tombstones', 'user_id', 'delete'),
        ('reading.progress_versions', 'user_id', 'delete') $$,
    'what a reader reads is personal'
);

select * from finish();
rollback;

-- Proves sql/seeds/suppliers/personal_columns.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select table_name, column_name, action from core.personal_columns $$,
    $$ values
        ('suppliers.contacts', 'name', 'delete'),
        ('suppliers.contacts', 'email', 'delete'),
        ('suppliers.task_history', 'actor_id', 'null'),
        ('suppliers.task_history', 'reason', 'null'),
        ('suppliers.task_history', 'owner_id', 'null'),
        ('suppliers.task_history', 'previous_owner_id', 'null'),
        ('suppliers.task_instances', 'owner_id', 'null'),
        ('suppliers.digests', 'user_id', 'delete'),
        ('suppliers.calendar_tokens', 'user_id', 'delete'),
        ('suppliers.supplier_users', 'user_id', 'delete') $$,
    'who does a task, and whom to reach, is personal'
);

select * from finish();
rollback;

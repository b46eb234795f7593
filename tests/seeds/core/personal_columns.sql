-- Proves sql/seeds/core/personal_columns.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select table_name, column_name, action from core.personal_columns $$,
    $$ values
        ('core.access_log', 'actor_id', 'null'),
        ('core.access_log', 'address', 'null'),
        ('core.notifications', 'user_id', 'delete'),
        ('core.webhook_endpoints', 'owner_id', 'delete') $$,
    'who read what, and what was said to whom, is personal'
);

select * from finish();
rollback;

-- Proves sql/seeds/commerce/personal_columns.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select table_name, column_name, action from core.personal_columns $$,
    $$ values
        ('commerce.order_events', 'actor_id', 'null'),
        ('commerce.stock_movements', 'actor_id', 'null'),
        ('commerce.location_staff', 'user_id', 'delete') $$,
    'who of the staff did what is personal'
);

select * from finish();
rollback;

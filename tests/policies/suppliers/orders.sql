-- Proves policies/suppliers/orders.sql.j2.
begin;
select plan(5);

-- Given: loaded rows.
select tests.staged_lines();
select suppliers._load_orders('pg_temp.staged_orders')::text;

select * from tests.is_read_by('suppliers.orders', 'service_role, app_reader');

select * from finish();
rollback;

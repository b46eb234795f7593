-- Proves policies/suppliers/order_lines.sql.j2.
begin;
select plan(5);

-- Given: loaded rows.
select tests.staged_lines();
select suppliers._load_order_lines('pg_temp.staged_lines')::text;

select * from tests.is_read_by('suppliers.order_lines', 'service_role, app_reader');

select * from finish();
rollback;

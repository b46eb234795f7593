-- Proves functions/suppliers/load/_finish_load_orders.sql.
begin;
select plan(2);

-- Given: loaded lines, and the head of the order of one.
select tests.staged_lines();
select suppliers._load_order_lines('pg_temp.staged_lines')::text;
select suppliers._load_orders('pg_temp.staged_orders')::text;

select lives_ok(
    $$ select suppliers._finish_load_orders() $$, 'a load ends with the import'
);
select is(
    (select count(*) from suppliers.task_instances), 3::bigint, 'each line has its task'
);

select * from finish();
rollback;

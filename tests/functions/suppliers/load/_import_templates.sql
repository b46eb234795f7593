-- Proves functions/suppliers/load/_import_templates.sql.
begin;
select plan(3);

-- Given: loaded lines and what they belong to.
select tests.staged_lines();
select suppliers._load_order_lines('pg_temp.staged_lines')::text;
select suppliers._load_orders('pg_temp.staged_orders')::text;
select suppliers._import_parties()::text;

select is(
    suppliers._import_templates(), 2::bigint, 'the suppliers share numbered deliveries'
);
select results_eq(
    $$ select code, title, canonical_due_on, duration_days, place
       from suppliers.task_templates order by place $$,
    $$ values
       ('delivery-1', 'Delivery 1', date '2020-03-02', 41, 1),
       ('delivery-2', 'Delivery 2', date '2020-03-04', 44, 2) $$,
    'each with the earliest date and the shortest time'
);
select is(suppliers._import_templates(), 0::bigint, 'a second import makes none');

select * from finish();
rollback;

-- Proves functions/suppliers/load/_load_order_lines.sql.
begin;
select plan(5);

-- Given: three lines.
select tests.staged_lines();

select is(
    suppliers._load_order_lines('pg_temp.staged_lines'), 3::bigint, 'each row is a line'
);
select results_eq(
    $$ select line_key, project_code, vendor, ordered_on, due_on, value_minor,
           freight_minor, currency, weight_kg
       from suppliers.order_lines order by line_key $$,
    $$ values
       ('1', '900-XA', 'Acme Kits', date '2020-01-06', date '2020-03-02', 951::bigint,
           125::bigint, 'USD', 3::numeric),
       ('2', '900-XA', 'ACME KITS', null, '2020-03-04', null, null, null, null),
       ('3', '900-XA', null, null, '2020-04-01', null, null, null, null) $$,
    'texts are normal, money is in minor units, a missing value is null'
);
select throws_ok(
    $$ select suppliers._load_order_lines('pg_temp.staged_lines') $$, '23505', null,
    'a line comes once'
);
update pg_temp.staged_lines set line_key = 'X-' || line_key, quantity = 'ten'
where true;
select throws_ok(
    $$ select suppliers._load_order_lines('pg_temp.staged_lines') $$, '22P02', null,
    'text in a number is refused'
);
update pg_temp.staged_lines set quantity = null, due_on = 'unknown'
where true;
select throws_ok(
    $$ select suppliers._load_order_lines('pg_temp.staged_lines') $$, '22007', null,
    'and text in a date'
);

select * from finish();
rollback;

-- Proves functions/suppliers/load/_list_pending_lines.sql.
begin;
select plan(7);

-- Given: loaded lines; one has no vendor.
select tests.staged_lines();
select suppliers._load_order_lines('pg_temp.staged_lines')::text;

select results_eq(
    $$ select supplier_code, number, promised_on, due_on, delivered_on
       from suppliers._list_pending_lines() order by 1, 2 $$,
    $$ values
       ('ACME-KITS', 1::bigint, date '2020-01-06', date '2020-03-02', date '2020-03-02'),
       ('ACME-KITS', 2, '2020-01-03', '2020-03-04', '2020-03-09') $$,
    'a line was promised when it was ordered, else quoted'
);
select suppliers._load_orders('pg_temp.staged_orders')::text;
select results_eq(
    $$ select supplier_code, number, promised_on, delivered_on
       from suppliers._list_pending_lines() where supplier_code = '77' $$,
    $$ values ('77', 1::bigint, date '2020-02-03', date '2020-03-30') $$,
    'what a line lacks, its order has'
);
select suppliers._import_orders()::text;
select is_empty(
    $$ select from suppliers._list_pending_lines() $$, 'after the import, none is left'
);
insert into suppliers.order_lines (source, line_key, project_code, vendor, item, due_on,
    ordered_on, delivered_on)
values ('scms', '4', '900-XA', 'Acme Kits', 'Kit D', '2020-01-01', '2020-02-02',
    '2019-12-30');
select results_eq(
    $$ select number, promised_on from suppliers._list_pending_lines() $$,
    $$ values (3::bigint, date '2019-12-30') $$,
    'numbers go on; a promise is never later than what was promised'
);
update suppliers.projects as p
set status = 'closed'
where p.code = '900-XA';
select is(
    (select count(*) from suppliers._list_pending_lines()), 1::bigint,
    'a project that an import made and closed takes more'
);
update suppliers.projects as p
set metadata = '{}'
where p.code = '900-XA';
select is_empty(
    $$ select from suppliers._list_pending_lines() $$,
    'one that was closed by hand takes none'
);
update suppliers.projects as p
set status = 'active'
where p.code = '900-XA';
select is(
    (select count(*) from suppliers._list_pending_lines()), 1::bigint,
    'until it is opened'
);

select * from finish();
rollback;

-- Proves functions/suppliers/load/_import_parties.sql.
begin;
select plan(4);

-- Given: loaded lines of two vendors, one of which is known.
select tests.staged_lines();
select suppliers._load_order_lines('pg_temp.staged_lines')::text;
select suppliers._load_orders('pg_temp.staged_orders')::text;
insert into suppliers.suppliers (code, name, created_at, updated_at)
values ('77', 'Seventy-seven', core.now(), core.now());

select is(
    suppliers._import_parties(), '{"projects": 1, "suppliers": 1}',
    'what is missing is made'
);
select results_eq(
    $$ select code, name from suppliers.suppliers order by code $$,
    $$ values ('77', 'Seventy-seven'), ('ACME-KITS', 'ACME KITS') $$,
    'a supplier that is there keeps its name'
);
select results_eq(
    $$ select p.code, p.starts_on, p.metadata, s.code, w.added_at
       from suppliers.supplier_projects as w
       inner join suppliers.projects as p on w.project_id = p.id
       inner join suppliers.suppliers as s on w.supplier_id = s.id
       order by s.code $$,
    $$ values
       ('900-XA', date '2020-01-03', '{"source": "scms"}'::jsonb, '77',
           timestamptz '2020-02-03 00:00+00'),
       ('900-XA', '2020-01-03', '{"source": "scms"}', 'ACME-KITS', '2020-01-03 00:00+00') $$,
    'a vendor works for a project since its first promise'
);
update suppliers.supplier_projects set removed_at = core.now()
where true;
select suppliers._import_parties()::text;
select is_empty(
    $$ select from suppliers.supplier_projects where removed_at is not null $$,
    'one that was removed comes back'
);

select * from finish();
rollback;

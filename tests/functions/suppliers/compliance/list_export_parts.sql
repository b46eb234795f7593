-- Proves functions/suppliers/compliance/list_export_parts.sql.
begin;
select plan(3);

select is(
    (select array_agg(p.name) from suppliers.list_export_parts() as p),
    (
        select array_agg(p.name order by p.place)
        from suppliers._list_export_parts() as p
    ) || '{audit_entries, audit_seals, erasures}'::text[],
    'the tables come first, then the proofs'
);
select is(
    (
        select p.columns from suppliers.list_export_parts() as p
        where p.name = 'supplier_users'
    ),
    '{supplier_id, user_id}', 'a part has the columns of its table'
);
set local role app_worker;
select isnt_empty(
    'select * from suppliers.list_export_parts()', 'the worker may ask for them'
);

select * from finish();
rollback;

-- Proves functions/suppliers/reports/_scope_condition.sql.
begin;
select plan(3);

select is(suppliers._scope_condition(null, null), '', 'who sees all reads all');
select is(
    suppliers._scope_condition(null, 5), 'and f.supplier_id = $5', 'or one supplier'
);
select is(
    suppliers._scope_condition('{}', 5),
    'and f.supplier_id = $5 and (f.project_id = any($3) or f.supplier_id = any($4))',
    'others read their projects and their suppliers, also where they have none'
);

select * from finish();
rollback;

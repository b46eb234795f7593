-- Proves functions/suppliers/reports/_group_column.sql.
begin;
select plan(3);

select is(suppliers._group_column('supplier', 'd'), 'f.supplier_id', 'suppliers by id');
select is(suppliers._group_column('project', 'd'), 'f.project_id', 'projects by id');
select alike(
    suppliers._group_column('month', 'slipped_on'), '%f.slipped_on%1900-01-01%',
    'months by the number of their first day'
);

select * from finish();
rollback;

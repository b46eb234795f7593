-- Proves functions/suppliers/reports/_group_label.sql.
begin;
select plan(4);

-- Given: two projects and three suppliers.
select tests.small_project();

select results_eq(
    $$ select * from suppliers._group_label('supplier', 3001) $$,
    $$ values ('ACME', 'Acme') $$, 'a supplier'
);
select results_eq(
    $$ select * from suppliers._group_label('project', 2001) $$,
    $$ values ('PEN', 'Pen') $$, 'a project'
);
select results_eq(
    $$ select * from suppliers._group_label('month', 46021) $$,
    $$ values ('2026-01-01', '2026-01-01') $$, 'a month'
);
select is_empty(
    $$ select from suppliers._group_label('supplier', 2001) $$, 'nothing else'
);

select * from finish();
rollback;

-- Proves functions/suppliers/compliance/_list_project_rows.sql.
begin;
select plan(4);

-- Given: two projects and their suppliers.
select tests.small_project();
insert into suppliers.certificates (
    supplier_id, capability_code, number, valid_from_on, valid_until_on
)
values (3001, 'welding', 'GONE', '2020-01-01', '2021-01-01');
create temporary table t_gone as
select c.id::text as id
from suppliers.certificates as c
where c.number = 'GONE';
delete from suppliers.certificates
where number = 'GONE';

select results_eq(
    $$ select table_name, count(*) from suppliers._list_project_rows(2001)
       group by 1 order by 1 $$,
    $$ values
        ('suppliers.certificates', 3::bigint), ('suppliers.contacts', 2),
        ('suppliers.project_managers', 1), ('suppliers.projects', 1),
        ('suppliers.supplier_capabilities', 2), ('suppliers.supplier_projects', 2),
        ('suppliers.supplier_users', 2), ('suppliers.suppliers', 2),
        ('suppliers.task_dependencies', 2), ('suppliers.task_instances', 8),
        ('suppliers.task_templates', 4) $$,
    'rows of the project and of its suppliers'
);
select is(
    (
        select count(*)
        from suppliers._list_project_rows(2001) as r
        inner join t_gone as g on r.row_id = g.id
        where r.table_name = 'suppliers.certificates'
    ),
    1::bigint, 'a deleted row is one of them'
);
select is_empty(
    $$ select r.table_name, r.row_id
       from suppliers._list_project_rows(2001) as r
       where not exists (
           select from core.audit_entries as e
           where e.table_name = r.table_name and e.row_id = r.row_id
       ) $$,
    'keys are spelled as in audit entries'
);
select is_empty(
    $$ select row_id from suppliers._list_project_rows(2001)
       where table_name = 'suppliers.suppliers' and row_id = '3003' $$,
    'rows of other projects are not'
);

select * from finish();
rollback;

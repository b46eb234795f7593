-- Proves functions/suppliers/compliance/_list_project_rows.sql.
begin;
select plan(5);

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
-- Given: a holiday that is gone, and one of a calendar that the project does not have.
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    p.calendar_id,
    '2099-01-07' as holiday_on,
    'Gone' as name
from suppliers.projects as p
where p.id = 2001;
delete from suppliers.holidays
where name = 'Gone';
insert into suppliers.calendars (code, name, workdays, created_at, updated_at)
values ('OTHER', 'Other', '{1}', core.now(), core.now());
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    c.id,
    '2099-01-05' as holiday_on,
    'Other' as name
from suppliers.calendars as c
where c.code = 'OTHER';
delete from suppliers.holidays
where name = 'Other';

select results_eq(
    $$ select table_name, count(*) from suppliers._list_project_rows(2001)
       group by 1 order by 1 $$,
    $$ values
        ('suppliers.calendars', 1::bigint), ('suppliers.certificates', 3),
        ('suppliers.contacts', 2), ('suppliers.holidays', 2),
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
    $$ select from suppliers._list_project_rows(2001) as r
       inner join suppliers.calendars as c
           on c.code = 'OTHER' and (
               (r.table_name = 'suppliers.calendars' and r.row_id = c.id::text)
               or (r.table_name = 'suppliers.holidays'
                   and r.row_id::jsonb ->> 0 = c.id::text)
           ) $$,
    'a calendar that the project does not have is not'
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

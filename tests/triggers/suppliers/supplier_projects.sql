-- Proves triggers/suppliers/supplier_projects.sql.j2.
begin;
select plan(5);

-- Given: a row that came, changed and went.
select tests.small_project();
insert into suppliers.supplier_projects (
    project_id, supplier_id, calendar_id, added_at
)
select
    2002 as project_id,
    3001 as supplier_id,
    c.id,
    core.now() as added_at
from suppliers.calendars as c
where c.code = 'STANDARD';
create temporary table t_row as
select t.id::text as id from suppliers.supplier_projects as t
where t.project_id = 2002 and t.supplier_id = 3001;
update suppliers.supplier_projects set removed_at = core.now()
where project_id = 2002 and supplier_id = 3001;
update suppliers.supplier_projects set removed_at = core.now()
where project_id = 2002 and supplier_id = 3001;
delete from suppliers.supplier_projects
where project_id = 2002 and supplier_id = 3001;

select * from tests.is_audited(
    'suppliers.supplier_projects', (select id from t_row), '{"removed_at": null}'
);
select triggers_are(
    'suppliers', 'supplier_projects',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'supplier_projects has exactly these triggers'
);

select * from finish();
rollback;

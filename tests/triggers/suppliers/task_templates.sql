-- Proves triggers/suppliers/task_templates.sql.j2.
begin;
select plan(5);

-- Given: a row that came, changed and went.
select tests.small_project();
insert into suppliers.task_templates (
    project_id, code, title, canonical_due_on, place
)
values (2001, 'T', 'T', '2099-01-01', 9);
create temporary table t_row as
select t.id::text as id from suppliers.task_templates as t
where t.code = 'T';
update suppliers.task_templates set title = 'U'
where code = 'T';
update suppliers.task_templates set title = 'U'
where code = 'T';
delete from suppliers.task_templates
where code = 'T';

select * from tests.is_audited(
    'suppliers.task_templates', (select id from t_row), '{"title": "T"}'
);
select triggers_are(
    'suppliers', 'task_templates',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate', 't90_uncache_insert', 't90_uncache_update',
        't90_uncache_delete'
    ],
    'task_templates has exactly these triggers'
);

select * from finish();
rollback;

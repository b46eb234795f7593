-- Proves triggers/suppliers/task_dependencies.sql.j2.
begin;
select plan(6);

-- Given: a row that came, changed and went.
select tests.small_project();
insert into suppliers.task_dependencies (project_id, template_id, predecessor_id)
select
    t.project_id,
    t.id,
    p.id as predecessor_id
from suppliers.task_templates as t
inner join suppliers.task_templates as p
    on t.project_id = p.project_id and p.code = 'mould'
where t.code = 'paint';
create temporary table t_row as
select
    t.id as template_id,
    p.id as predecessor_id,
    jsonb_build_array(t.id::text, p.id::text)::text as id
from suppliers.task_templates as t
inner join suppliers.task_templates as p
    on t.project_id = p.project_id and p.code = 'mould'
where t.code = 'paint';
update suppliers.task_dependencies as d set lag_days = 1
from t_row as r
where d.template_id = r.template_id;
update suppliers.task_dependencies as d set lag_days = 1
from t_row as r
where d.template_id = r.template_id;
select throws_ok(
    $$ update suppliers.task_dependencies as d
       set template_id = d.predecessor_id, predecessor_id = t.id
       from suppliers.task_templates as t
       cross join t_row as r
       where d.template_id = r.template_id and t.code = 'run' $$,
    'PT422', 'suppliers.dependency_cycle', 'no update makes a cycle'
);
delete from suppliers.task_dependencies as d
using t_row as r
where d.template_id = r.template_id;

select * from tests.is_audited(
    'suppliers.task_dependencies', (select id from t_row), '{"lag_days": 0}'
);
select triggers_are(
    'suppliers', 'task_dependencies',
    array[
        't20_refuse_cycle_insert', 't20_refuse_cycle_update', 't80_audit_insert',
        't80_audit_update', 't80_audit_delete', 't80_audit_truncate',
        't90_uncache_insert', 't90_uncache_update', 't90_uncache_delete'
    ],
    'task_dependencies has exactly these triggers'
);

select * from finish();
rollback;

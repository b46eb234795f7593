-- Proves triggers/suppliers/task_instances.sql.j2.
begin;
select plan(17);

-- Given: the task mould of ACME, changed by direct SQL.
select tests.small_project();
create temporary table t_row as
select tests.task_of('ACME', 'mould') as id;
create temporary table t_start as
select
    (select max(h.id) from suppliers.task_history as h) as history,
    (select coalesce(max(e.id), 0) from core.events as e) as event;

select results_eq(
    $$ select h.version, h.status, h.previous_status, h.previous_due_on, h.actor_id
       from suppliers.task_history as h
       inner join t_row as r on h.task_id = r.id $$,
    $$ values (1::bigint, 'planned', null::text, null::date, null::uuid) $$,
    'a new task has its first state'
);
update suppliers.task_instances as i
set status = 'in_progress', changed_by = tests.user('sam'), change_reason = 'Go.'
from t_row as r
where i.id = r.id;
update suppliers.task_instances as i
set
    due_on = '2099-02-02', changed_by = tests.user('mia'), change_reason = 'Later.',
    change_cause = 'material', operation_id = 5
from t_row as r
where i.id = r.id;
update suppliers.task_instances as i
set owner_id = tests.user('sam'), change_cause = null, operation_id = null
from t_row as r
where i.id = r.id;
update suppliers.task_instances as i
set paused_days = 3
from t_row as r
where i.id = r.id;
update suppliers.task_instances as i
set paused_days = 3
from t_row as r
where i.id = r.id;

select is(i.version, 5::bigint, 'each change raises the version')
from suppliers.task_instances as i
inner join t_row as r on i.id = r.id;
select results_eq(
    $$ select
           h.version, h.status, h.due_on, h.owner_id, h.previous_status,
           h.previous_due_on, h.previous_owner_id, h.actor_id, h.reason, h.cause,
           h.operation_id
       from suppliers.task_history as h
       cross join t_start as s
       where h.id > s.history
       order by h.id $$,
    $$ values
       (
           2::bigint, 'in_progress', '2099-01-09'::date, null::uuid, 'planned',
           '2099-01-09'::date, null::uuid, tests.user('sam'), 'Go.', null, null::bigint
       ),
       (
           3, 'in_progress', '2099-02-02', null, 'in_progress', '2099-01-09', null,
           tests.user('mia'), 'Later.', 'material', 5
       ),
       (
           4, 'in_progress', '2099-02-02', tests.user('sam'), 'in_progress',
           '2099-02-02', null, tests.user('mia'), 'Later.', null, null
       ) $$,
    'status, dates and owner are a row of the history each time; nothing else is'
);
select results_eq(
    $$ select e.type, e.topic, e.entity_id, (e.payload ->> 'version')::bigint
       from core.events as e
       cross join t_start as s
       where e.id > s.event and starts_with(e.topic, 'suppliers:tasks:')
       order by e.id $$,
    $$ select
           'suppliers.tasks.updated',
           'suppliers:tasks:' || i.supplier_project_id, i.id::text, v.version
       from suppliers.task_instances as i
       inner join t_row as r on i.id = r.id
       cross join generate_series(2::bigint, 5) as v (version)
       order by v.version $$,
    'each change is an event of the supplier in the project'
);

select throws_ok(
    format(
        'update suppliers.task_instances set status = %L where id = %s', c.status,
        tests.task_of('ACME', c.template)
    ),
    'PT409', 'suppliers.transition_refused',
    format('%s does not become %s', c.template, c.status)
)
from (
    values ('sample', 'done'), ('sample', 'submitted')
) as c (template, status);
select throws_ok(
    $$ update suppliers.task_instances set status = 'done' where true $$,
    'PT409', 'suppliers.transition_refused', 'nor does a statement with many tasks'
);
select throws_ok(
    $$ update suppliers.task_instances set status = 'lost' where true $$,
    '23514', null, 'a status that is none is refused'
);
select tests.set_clock('2099-01-05T23:30Z');
update suppliers.projects set timezone = 'Asia/Manila'
where code = 'PEN';
select throws_ok(
    $$ update suppliers.task_instances as i
       set start_on = '2099-01-05', due_on = '2099-01-05'
       where i.id = tests.task_of('ACME', 'run') $$,
    'PT422', 'suppliers.due_in_past', 'a new date is not in the past of the project'
);
select lives_ok(
    $$ update suppliers.task_instances as i
       set start_on = '2099-01-06', due_on = '2099-01-06'
       where i.id = tests.task_of('ACME', 'run') $$,
    'today is not past'
);
select lives_ok(
    $$ update suppliers.task_instances as i
       set is_imported = true, start_on = '2001-01-05', due_on = '2001-01-05'
       where i.id = tests.task_of('ACME', 'paint') $$,
    'an imported task may carry an old one'
);

-- Given: a task that came, changed when it was overdue, and went.
select tests.set_clock('2099-06-01Z');
create temporary table t_gone as
select tests.task_of('BOLT', 'run')::text as id;
select lives_ok(
    $$ update suppliers.task_instances as i set paused_days = 1
       from t_gone as g
       where i.id = g.id::bigint $$,
    'a task that is overdue changes otherwise'
);
update suppliers.task_instances as i set paused_days = 1
from t_gone as g
where i.id = g.id::bigint;
delete from suppliers.task_instances as i
using t_gone as g
where i.id = g.id::bigint;

select * from tests.is_audited(
    'suppliers.task_instances', (select id from t_gone),
    '{"paused_days": 0, "version": 1}'
);
select triggers_are(
    'suppliers', 'task_instances',
    array[
        't10_bump_version', 't20_refuse_change', 't30_record_insert',
        't30_record_update', 't40_progress_insert', 't40_progress_update',
        't40_judge_insert', 't40_judge_update', 't40_slip_update', 't80_audit_insert',
        't80_audit_update', 't80_audit_delete', 't80_audit_truncate',
        't90_broadcast_insert', 't90_broadcast_update', 't90_broadcast_delete',
        't90_uncache_insert', 't90_uncache_update'
    ],
    'task_instances has exactly these triggers'
);

select * from finish();
rollback;

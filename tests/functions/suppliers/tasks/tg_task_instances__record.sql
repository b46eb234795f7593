-- Proves functions/suppliers/tasks/tg_task_instances__record.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();

select results_eq(
    $$ select h.version, h.status, h.due_on, h.previous_status, h.previous_due_on
       from suppliers.task_history as h
       where h.task_id = tests.task_of('ACME', 'mould') $$,
    $$ values (1::bigint, 'planned', '2099-01-09'::date, null, null::date) $$,
    'a new task is its first state'
);
update suppliers.task_instances as i
set status = 'in_progress', due_on = '2099-02-02', changed_by = tests.user('sam'),
    change_reason = 'Why.', change_cause = 'design', operation_id = 5
where i.id in (tests.task_of('ACME', 'mould'), tests.task_of('BOLT', 'mould'));
select results_eq(
    $$ select h.project_id, h.supplier_id, h.version, h.status, h.due_on,
           h.previous_status, h.previous_due_on, h.actor_id, h.reason, h.cause,
           h.operation_id
       from suppliers.task_history as h
       where h.version = 2
       order by h.supplier_id $$,
    format(
        $$ select 2001::bigint, s.id, 2::bigint, 'in_progress', '2099-02-02'::date,
               'planned', '2099-01-09'::date, %L::uuid, 'Why.', 'design', 5::bigint
           from unnest(array[3001::bigint, 3002]) as s (id) $$,
        tests.user('sam')
    ),
    'a change is a state, with who, why and before'
);
update suppliers.task_instances as i set change_reason = 'Other.'
where i.id = tests.task_of('ACME', 'mould');
select is(
    (
        select count(*) from suppliers.task_history as h
        where h.task_id = tests.task_of('ACME', 'mould')
    ),
    2::bigint, 'what changes neither status, dates nor owner is none'
);

select * from finish();
rollback;

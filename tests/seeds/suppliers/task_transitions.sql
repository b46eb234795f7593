-- Proves sql/seeds/suppliers/task_transitions.sql.j2.
begin;
select plan(5);

select results_eq(
    $$ select t.from_status, array_agg(t.to_status order by t.to_status)
       from suppliers.task_transitions as t
       group by t.from_status
       order by t.from_status $$,
    $$ values
       ('blocked', '{cancelled, in_progress}'::text[]),
       ('cancelled', '{planned}'),
       ('done', '{in_progress}'),
       ('in_progress', '{blocked, cancelled, done, planned, submitted, waiting}'),
       ('planned', '{cancelled, in_progress}'),
       ('submitted', '{cancelled, done, in_progress}'),
       ('waiting', '{cancelled, in_progress}') $$,
    'which status may follow which'
);
select set_eq(
    $$ select t.from_status, t.to_status from suppliers.task_transitions as t
       where 'supplier' = any(t.roles) $$,
    $$ values
       ('planned', 'in_progress'), ('in_progress', 'waiting'),
       ('in_progress', 'blocked'), ('in_progress', 'submitted'),
       ('waiting', 'in_progress'), ('blocked', 'in_progress'),
       ('submitted', 'in_progress') $$,
    'a supplier works and submits; it neither accepts nor cancels its work'
);
select is_empty(
    $$ select from suppliers.task_transitions as t
       where not t.roles @> '{project_manager, admin}' $$,
    'project managers and admins may make every transition'
);
select set_eq(
    $$ select t.from_status, t.to_status from suppliers.task_transitions as t
       where t.guard = 'may_start' $$,
    $$ values ('planned', 'in_progress') $$,
    'predecessors and capability are asked when a task starts'
);
select set_eq(
    $$ select t.from_status, t.to_status from suppliers.task_transitions as t
       where 'note' <> all(t.required_fields) $$,
    $$ values
       ('planned', 'in_progress'), ('in_progress', 'submitted'),
       ('in_progress', 'done'), ('waiting', 'in_progress'),
       ('blocked', 'in_progress'), ('submitted', 'done') $$,
    'what stops or undoes work needs a note'
);

select * from finish();
rollback;

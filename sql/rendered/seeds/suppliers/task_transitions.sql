-- Rendered from sql/seeds/suppliers/task_transitions.sql.j2; edit that file, not this one.
-- Seeds of suppliers.task_transitions: which status may follow which.

insert into suppliers.task_transitions (
    from_status, to_status, roles, guard, required_fields
)
values
('planned', 'in_progress', '{supplier, project_manager, admin}', 'may_start', '{}'),
('planned', 'cancelled', '{project_manager, admin}', 'none', '{note}'),
('in_progress', 'planned', '{project_manager, admin}', 'none', '{note}'),
('in_progress', 'waiting', '{supplier, project_manager, admin}', 'none', '{note}'),
('in_progress', 'blocked', '{supplier, project_manager, admin}', 'none', '{note}'),
('in_progress', 'submitted', '{supplier, project_manager, admin}', 'none', '{}'),
('in_progress', 'done', '{project_manager, admin}', 'none', '{}'),
('in_progress', 'cancelled', '{project_manager, admin}', 'none', '{note}'),
('waiting', 'in_progress', '{supplier, project_manager, admin}', 'none', '{}'),
('waiting', 'cancelled', '{project_manager, admin}', 'none', '{note}'),
('blocked', 'in_progress', '{supplier, project_manager, admin}', 'none', '{}'),
('blocked', 'cancelled', '{project_manager, admin}', 'none', '{note}'),
('submitted', 'in_progress', '{supplier, project_manager, admin}', 'none', '{note}'),
('submitted', 'done', '{project_manager, admin}', 'none', '{}'),
('submitted', 'cancelled', '{project_manager, admin}', 'none', '{note}'),
('done', 'in_progress', '{project_manager, admin}', 'none', '{note}'),
('cancelled', 'planned', '{project_manager, admin}', 'none', '{note}')
on conflict (from_status, to_status) do update
set
    roles = excluded.roles,
    guard = excluded.guard,
    required_fields = excluded.required_fields
where
    (
        task_transitions.roles,
        task_transitions.guard,
        task_transitions.required_fields
    )
    is distinct from (
        excluded.roles,
        excluded.guard,
        excluded.required_fields
    );

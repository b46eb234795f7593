-- Rendered from functions/api/suppliers.sql.j2; edit that file, not this one.
-- The RPCs of suppliers that schema api exposes.

create or replace function api.set_task_templates(project_id bigint, templates jsonb, dependencies jsonb default '[]', expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_task_templates(p_project_id => project_id, p_templates => templates, p_dependencies => dependencies, p_expected_version => expected_version);
$$;
grant execute on function api.set_task_templates(bigint, jsonb, jsonb, bigint) to authenticated, service_role;
comment on function api.set_task_templates(bigint, jsonb, jsonb, bigint) is
$$Set all templates of a project and their dependencies; for its managers and admins.

templates: 1 to 1,000 of {code, title, canonical_due, duration_days, phase, capability}.
dependencies: up to 5,000 of {template, after, lag_days}: codes; template starts when
after has ended and lag_days working days have passed. The phases tooling, samples and
production add dependencies of their own. A template that is left out is deleted, unless
it has tasks; the tasks that exist keep their dates. Returns {project_id, version,
templates, dependencies}.
Units: canonical_due YYYY-MM-DD; duration_days from 1 to 1,000 working days, default 1;
lag_days from 0 to 1,000 working days.
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT409
suppliers.version_conflict, PT409 suppliers.template_in_use, PT422
suppliers.invalid_templates, PT422 suppliers.dependency_cycle, PT422
suppliers.phase_order.
Example: {"project_id": 1, "templates": [{"code": "mould", "title": "Make the mould",
"canonical_due": "2027-03-01", "duration_days": 10, "phase": "tooling"}, {"code":
"sample", "title": "First sample", "canonical_due": "2027-04-01"}], "dependencies":
[{"template": "sample", "after": "mould", "lag_days": 2}]}
Budget: 200 ms.
$$;

create or replace function api.list_task_templates(project_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_task_templates(p_project_id => project_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_task_templates(bigint, text, integer) to authenticated, service_role;
comment on function api.list_task_templates(bigint, text, integer) is
$$Templates of a project, each after its predecessors; for those who work on it.

Returns {items: [{place, id, code, title, phase, capability, canonical_due,
duration_days, after: [{code, lag_days, is_implied}]}], next}.
Units: duration_days and lag_days in working days; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"project_id": 1}
Budget: 200 ms.
$$;

create or replace function api.add_supplier_to_project(project_id bigint, supplier_id bigint, starts_on date default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.add_supplier_to_project(p_project_id => project_id, p_supplier_id => supplier_id, p_starts_on => starts_on);
$$;
grant execute on function api.add_supplier_to_project(bigint, bigint, date) to authenticated, service_role;
comment on function api.add_supplier_to_project(bigint, bigint, date) is
$$Add a supplier to a project, with a task of each template; for managers and admins.

Dates follow the supplier's calendar, else that of the project: canonical dates, moved
where dependencies or the first day need it. The first day is starts_on, that of the
project or today, whichever is last. A supplier that was removed comes back with its
finished tasks. Returns {supplier_project_id, tasks, due_on}: the tasks made, and the
last date.
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT403
core.not_permitted, PT409 suppliers.already_added, PT409 suppliers.project_closed, PT422
suppliers.not_capable, PT422 core.invalid_argument.
Emits: suppliers.project.supplier_added {v, project_id, supplier_id, tasks} on
suppliers:tasks:<supplier_project_id>.
Example: {"project_id": 1, "supplier_id": 1}
Budget: 200 ms.
$$;

create or replace function api.remove_supplier_from_project(project_id bigint, supplier_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.remove_supplier_from_project(p_project_id => project_id, p_supplier_id => supplier_id);
$$;
grant execute on function api.remove_supplier_from_project(bigint, bigint) to authenticated, service_role;
comment on function api.remove_supplier_from_project(bigint, bigint) is
$$Remove a supplier without open tasks from a project; for its managers and admins.

Its finished tasks and their history stay. Returns {supplier_project_id, removed_at}.
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT403
core.not_permitted, PT409 suppliers.tasks_open.
Example: {"project_id": 1, "supplier_id": 1}
Budget: 200 ms.
$$;

create or replace function api.get_task(task_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.get_task(p_task_id => task_id);
$$;
grant execute on function api.get_task(bigint) to authenticated, service_role;
comment on function api.get_task(bigint) is
$$A task; for its supplier, its project managers and admins.

Returns {task_id, project_id, supplier_id, supplier_project_id, code, title, phase,
status, start_on, planned_due_on, due_on, owner_id, started_at, finished_at,
paused_at, paused_days, version, changed_at, after: [{task_id, code, status, lag_days,
free_on}]}. planned_due_on is the first promise, due_on the present one; free_on is the
first day on which the predecessor lets the task start. What suppliers read is logged.
Units: paused_days and lag_days in working days.
Errors: PT404 suppliers.unknown_task, PT405 core.post_only.
Example: {"task_id": 1}
Budget: 200 ms.
$$;

create or replace function api.list_tasks(project_id bigint default null, supplier_id bigint default null, status text default null, due_until date default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_tasks(p_project_id => project_id, p_supplier_id => supplier_id, p_status => status, p_due_until => due_until, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_tasks(bigint, bigint, text, date, text, integer) to authenticated, service_role;
comment on function api.list_tasks(bigint, bigint, text, date, text, integer) is
$$Tasks, oldest first: those of the caller's suppliers and projects; all for an admin.

Each filter may be null. Returns {items, next}; an item is that of get_task, without
after. What suppliers read is logged.
Units: due_until YYYY-MM-DD, included; page_size from 1 to 500.
Errors: PT422 core.invalid_argument, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"project_id": 1, "status": "blocked"}
Budget: 200 ms.
$$;

create or replace function api.list_task_transitions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_task_transitions();
$$;
grant execute on function api.list_task_transitions() to authenticated, service_role;
comment on function api.list_task_transitions() is
$$The statuses of tasks and the transitions between them.

Returns {statuses: [{code, place, is_started, is_final, is_paused}], transitions:
[{from_status, to_status, roles, guard, required_fields}]}. guard may_start: all
predecessors are done, and the supplier has the capability.
Errors: none.
Example: {}
Budget: 50 ms.
$$;

create or replace function api.validate_task_change(task_id bigint, change jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.validate_task_change(p_task_id => task_id, p_change => change);
$$;
grant execute on function api.validate_task_change(bigint, jsonb) to authenticated, service_role;
comment on function api.validate_task_change(bigint, jsonb) is
$$Every fault of a change of a task: [{field, code, message, severity}]; [] is none.

change: {status, note, force}, as for update_task_status, and {due_on, reason}, as for
update_task_due; code is the error that the change would raise. Nothing is changed.
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_argument.
Example: {"task_id": 1, "change": {"status": "done"}}
Budget: 200 ms.
$$;

create or replace function api.update_task_status(task_id bigint, status text, note text default null, expected_version bigint default null, force boolean default false)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.update_task_status(p_task_id => task_id, p_status => status, p_note => note, p_expected_version => expected_version, p_force => force);
$$;
grant execute on function api.update_task_status(bigint, text, text, bigint, boolean) to authenticated, service_role;
comment on function api.update_task_status(bigint, text, text, bigint, boolean) is
$$Change the status of a task; for its supplier, its project managers and admins.

Which status may follow, for whom, and what it needs, is in list_task_transitions. A task
starts when its predecessors are done and their lags have passed; a project manager
may force it, with a note. The clock of the service level stops in waiting and submitted.
Returns the task as get_task does. The detail of an error names every fault.
Units: note has at most 500 characters.
Errors: PT404 suppliers.unknown_task, PT403 core.not_permitted, PT409
suppliers.transition_refused, PT409 suppliers.dependency_open, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422
suppliers.not_capable, PT422 suppliers.note_needed, PT422 core.invalid_argument.
Emits: suppliers.task_instance.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "status": "in_progress", "expected_version": 1}
Budget: 200 ms.
$$;

create or replace function api.update_task_due(task_id bigint, due_on date, reason text, expected_version bigint default null, cause text default null, move_successors boolean default false)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.update_task_due(p_task_id => task_id, p_due_on => due_on, p_reason => reason, p_expected_version => expected_version, p_cause => cause, p_move_successors => move_successors);
$$;
grant execute on function api.update_task_due(bigint, date, text, bigint, text, boolean) to authenticated, service_role;
comment on function api.update_task_due(bigint, date, text, bigint, text, boolean) is
$$Change when an open task is due; for its supplier, its project managers and admins.

moves lists the task and the successors that the date moves, as preview_date_change does;
they are moved too if move_successors is true. cause: supplier, material, design,
customer, logistics, force_majeure or planning. Returns the task as get_task does, moves
and has_moved_successors.
Units: due_on YYYY-MM-DD, in the time zone of the project; reason has at most 500
characters.
Errors: PT404 suppliers.unknown_task, PT409 suppliers.transition_refused, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422 suppliers.due_in_past,
PT422 suppliers.due_before_start, PT422 suppliers.note_needed, PT422
core.invalid_argument.
Emits: suppliers.task_instance.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "due_on": "2027-03-10", "reason": "Steel is late.", "cause":
"material", "expected_version": 1, "move_successors": true}
Budget: 200 ms.
$$;

create or replace function api.preview_date_change(task_id bigint, due_on date)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.preview_date_change(p_task_id => task_id, p_due_on => due_on);
$$;
grant execute on function api.preview_date_change(bigint, date) to authenticated, service_role;
comment on function api.preview_date_change(bigint, date) is
$$The moves that update_task_due would make with move_successors, and its faults.

Returns {task_id, moves: [{task_id, code, start_on, due_on, previous_due_on,
shift_days}], errors: [{field, code, message, severity}]}. A successor moves by as much
as its predecessors overlap its start; slack is used up first.
Units: due_on YYYY-MM-DD; shift_days in working days.
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_argument.
Example: {"task_id": 1, "due_on": "2027-03-10"}
Budget: 200 ms.
$$;

create or replace function api.assign_task(task_id bigint, owner_id uuid, note text default null, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.assign_task(p_task_id => task_id, p_owner_id => owner_id, p_note => note, p_expected_version => expected_version);
$$;
grant execute on function api.assign_task(bigint, uuid, text, bigint) to authenticated, service_role;
comment on function api.assign_task(bigint, uuid, text, bigint) is
$$Give an open task to a person of its supplier, or to a manager of its project.

For its supplier, its project managers and admins; null: it has no owner. Returns the task
as get_task does.
Errors: PT404 suppliers.unknown_task, PT409 suppliers.transition_refused, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422
suppliers.unknown_person, PT422 core.invalid_argument.
Emits: suppliers.task_instance.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "owner_id": "00000000-0000-4000-8000-000000000001"}
Budget: 200 ms.
$$;

create or replace function api.list_task_history(task_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_task_history(p_task_id => task_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_task_history(bigint, text, integer) to authenticated, service_role;
comment on function api.list_task_history(bigint, text, integer) is
$$Every state that a task has had, newest first; for those who see the task.

Returns {items: [{id, changed_at, version, status, start_on, due_on, owner_id,
previous_status, previous_due_on, previous_owner_id, actor_id, reason, cause,
operation_id}], next}. What suppliers read is logged.
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"task_id": 1}
Budget: 50 ms.
$$;

create or replace function api.list_quality_findings(after text default null, page_size integer default 50, rule text default null, severity text default null)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_quality_findings(p_after => after, p_page_size => page_size, p_rule => rule, p_severity => severity);
$$;
grant execute on function api.list_quality_findings(text, integer, text, text) to authenticated, service_role;
comment on function api.list_quality_findings(text, integer, text, text) is
$$Open findings of the quality rules, newest first; for admins and project managers.

A manager sees those of own projects. The rules run each night; a finding closes by
itself when its rule does not find it any more. rule and severity may be null. Returns
{items: [{id, rule, severity, project_id, supplier_ids, task_id, detail, remedy,
opened_at, seen_at}], next}.
Units: severity is error or warning; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"severity": "error"}
Budget: 200 ms.
$$;

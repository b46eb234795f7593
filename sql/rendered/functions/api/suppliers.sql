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

1 to 1,000 templates. Up to 5,000 dependencies between their codes; template starts when
after has ended and lag_days working days have passed. The phases tooling, samples and
production add up to 20,000 dependencies of their own. A template that is left out is
deleted; one with tasks cannot be left out. The tasks that exist keep their dates. The
answer has the numbers of templates and dependencies.
Takes: {templates: [{code: text, title: text, canonical_due: date, duration_days?:
integer | null, phase?: text | null, capability?: text | null}], dependencies:
[{template: text, after: text, lag_days?: integer | null}]}
Returns: {project_id: bigint, version: bigint, templates: integer, dependencies: bigint}
Units: canonical_due YYYY-MM-DD; duration_days from 1 to 1,000 working days, default 1;
lag_days from 0 to 1,000 working days.
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT409
suppliers.template_in_use, PT422 suppliers.invalid_templates, PT422
suppliers.dependency_cycle, PT422 suppliers.phase_order.
Example: {"project_id": 2003, "templates": [{"code": "mould", "title": "Make the mould",
"canonical_due": "2027-03-01", "duration_days": 10, "phase": "tooling"}, {"code":
"sample", "title": "First sample", "canonical_due": "2027-04-01"}], "dependencies":
[{"template": "sample", "after": "mould", "lag_days": 2}]}
Budget: 200 ms.
$$;

create or replace function api.list_task_templates(project_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_task_templates(p_project_id => project_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_task_templates(bigint, text, integer) to authenticated, service_role;
comment on function api.list_task_templates(bigint, text, integer) is
$$Templates of a project, each after its predecessors; for those who work on it.

The answer is cached and follows every change at once. What suppliers read is logged.
Returns: {items: [{place: integer, id: bigint, code: text, title: text, phase: text |
null, capability: text | null, canonical_due: date, duration_days: integer, after:
[{code: text, lag_days: integer, is_implied: boolean}]}], next: text | null}
Units: duration_days and lag_days in working days; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_cursor, PT422
core.invalid_page_size; for a supplier's people PT405 core.post_only.
Example: {"project_id": 2001}
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
finished tasks. tasks is how many were made; due_on is the last date, null without a
task.
Returns: {supplier_project_id: bigint, tasks: bigint, due_on: date | null}
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT403
core.not_permitted, PT409 suppliers.already_added, PT409 suppliers.project_closed, PT422
suppliers.not_capable, PT422 core.invalid_argument.
Emits: suppliers.project.supplier_added {v, project_id, supplier_id, tasks} on
suppliers:tasks:<supplier_project_id>.
Example: {"project_id": 2002, "supplier_id": 3001}
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

Its finished tasks and their history stay.
Returns: {supplier_project_id: bigint, removed_at: timestamptz}
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT403
core.not_permitted, PT409 suppliers.project_closed, PT409 suppliers.tasks_open.
Example: {"project_id": 2002, "supplier_id": 3004}
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

planned_due_on is the first promise, due_on the present one; free_on is the first day on
which the predecessor lets the task start, null while it is open. What suppliers read is
logged.
Returns: {task_id: bigint, project_id: bigint, supplier_id: bigint, supplier_project_id:
bigint, code: text, title: text, phase: text | null, status: "planned" | "in_progress" |
"waiting" | "blocked" | "submitted" | "done" | "cancelled", start_on: date,
planned_due_on: date, due_on: date, owner_id: uuid | null, started_at: timestamptz |
null, finished_at: timestamptz | null, paused_at: timestamptz | null, paused_days:
integer, version: bigint, changed_at: timestamptz, after: [{task_id: bigint, code: text,
status: get_task.status, lag_days: integer, free_on: date | null}]}
Units: paused_days and lag_days in working days.
Errors: PT404 suppliers.unknown_task, PT405 core.post_only.
Example: {"task_id": 3}
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

Each filter may be null. get_task has the predecessors too. What suppliers read is
logged.
Returns: {items: [{task_id: bigint, project_id: bigint, supplier_id: bigint,
supplier_project_id: bigint, code: text, title: text, phase: text | null, status:
get_task.status, start_on: date, planned_due_on: date, due_on: date, owner_id: uuid |
null, started_at: timestamptz | null, finished_at: timestamptz | null, paused_at:
timestamptz | null, paused_days: integer, version: bigint, changed_at: timestamptz}],
next: text | null}
Units: due_until YYYY-MM-DD, included; page_size from 1 to 500.
Errors: PT422 core.invalid_argument, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"project_id": 2001, "status": "planned"}
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

guard may_start: all predecessors are done, and the supplier has the capability.
Returns: {statuses: [{code: get_task.status, place: integer, is_started: boolean,
is_final: boolean, is_paused: boolean}], transitions: [{from_status: get_task.status,
to_status: get_task.status, roles: ["supplier" | "project_manager" | "admin"], guard:
"none" | "may_start", required_fields: ["note"]}]}
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
$$Every fault of a change of a task, the gravest first; [] is none.

status, note and force are as for update_task_status, due_on and reason as for
update_task_due; code is the error that the change would raise, field the argument.
Nothing is changed.
Takes: {change: {status?: get_task.status | null, note?: text | null, force?: boolean,
due_on?: date | null, reason?: text | null}}
Returns: [{field: text, code: text, message: text, severity: "error"}]
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

Which status may follow, for whom, and what it needs, is in list_task_transitions. A
task starts when its predecessors are done and their lags have passed; a project manager
may force it, with a note. The clock of the service level stops in waiting and
submitted. The detail of an error names every fault.
Returns: list_tasks.items
Units: note has at most 500 characters.
Errors: PT404 suppliers.unknown_task, PT403 core.not_permitted, PT409
suppliers.transition_refused, PT409 suppliers.dependency_open, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422
suppliers.not_capable, PT422 suppliers.note_needed, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
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

moves lists the task and the successors that the date moves, as preview_date_change
does; they are moved too if move_successors is true. cause: supplier, material, design,
customer, logistics, force_majeure or planning.
Returns: {task_id: bigint, project_id: bigint, supplier_id: bigint, supplier_project_id:
bigint, code: text, title: text, phase: text | null, status: get_task.status, start_on:
date, planned_due_on: date, due_on: date, owner_id: uuid | null, started_at: timestamptz
| null, finished_at: timestamptz | null, paused_at: timestamptz | null, paused_days:
integer, version: bigint, changed_at: timestamptz, moves: [preview_date_change.moves],
has_moved_successors: boolean}
Units: due_on YYYY-MM-DD, in the time zone of the project, at most ten years after today
and the first promise; reason has at most 500 characters.
Errors: PT404 suppliers.unknown_task, PT409 suppliers.transition_refused, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422 suppliers.due_in_past,
PT422 suppliers.due_before_start, PT422 suppliers.note_needed, PT422
core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "due_on": "2099-02-10", "reason": "Steel is late.", "cause":
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

A successor moves by as much as its predecessors overlap its start; slack is used up
first.
Returns: {task_id: bigint, moves: [{task_id: bigint, code: text, start_on: date, due_on:
date, previous_due_on: date, shift_days: integer}], errors: validate_task_change}
Units: due_on YYYY-MM-DD; shift_days in working days.
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_argument.
Example: {"task_id": 1, "due_on": "2099-02-10"}
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

For its supplier, its project managers and admins; null: it has no owner.
Returns: list_tasks.items
Errors: PT404 suppliers.unknown_task, PT409 suppliers.transition_refused, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT422
suppliers.unknown_person, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"task_id": 1, "owner_id": "00000000-0000-4000-8000-000000000001"}
Budget: 200 ms.
$$;

create or replace function api.bulk_update_status(task_ids bigint[], status text, note text default null, dry_run boolean default false, idempotency_key text default null, after text default null, page_size integer default 500)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.bulk_update_status(p_task_ids => task_ids, p_status => status, p_note => note, p_dry_run => dry_run, p_idempotency_key => idempotency_key, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.bulk_update_status(bigint[], text, text, boolean, text, text, integer) to authenticated, service_role;
comment on function api.bulk_update_status(bigint[], text, text, boolean, text, text, integer) is
$$Change the status of up to 100,000 tasks, by the rules of update_task_status.

Up to 500 tasks are changed at once: a fault of one refuses all. More become an
operation: get_operation, list_operation_errors and cancel_operation show and stop it,
its progress is live on suppliers:operation:<id>, and each refused task is one of its
errors. dry_run changes nothing and returns one page of the exact difference; after and
page_size are for it alone, and it ignores idempotency_key. An id that comes twice
counts once. after is null where the task is refused; code, supplier_id and before are
null, too, where the caller does not have it. items is empty with an operation,
operation_id null without one.
Returns: {items: [{task_id: bigint, code: text | null, supplier_id: bigint | null,
before: {status: get_task.status, started_at: timestamptz | null, finished_at:
timestamptz | null, paused_at: timestamptz | null, paused_days: integer, version:
bigint} | null, after: {status: get_task.status, started_at: timestamptz | null,
finished_at: timestamptz | null, paused_at: timestamptz | null, paused_days: integer,
version: bigint} | null, errors: validate_task_change}], next: text | null, dry_run:
boolean, total: bigint, operation_id: bigint | null}
Units: note has at most 500 characters; page_size from 1 to 500.
Errors: the gravest fault: PT404 suppliers.unknown_task, PT403 core.not_permitted, PT409
suppliers.transition_refused, PT409 suppliers.dependency_open, PT409
suppliers.project_closed, PT422 suppliers.not_capable, PT422 suppliers.note_needed; the
detail has the sentences of the first ones, a dry run lists all. PT422
core.invalid_argument, PT422 core.invalid_cursor, PT422 core.invalid_page_size, PT422
core.idempotency_key_reused,
PT409 core.idempotency_key_in_use, PT429 core.rate_limited, PT429
core.too_many_operations, PT405 core.post_only.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>,
suppliers.operation.progressed.
Example: {"task_ids": [1, 3], "status": "in_progress", "dry_run": true}
Budget: 500 ms.
$$;

create or replace function api.bulk_update_due_dates(project_id bigint, shift_days integer, filter jsonb, reason text, cause text default null, dry_run boolean default false, idempotency_key text default null, after text default null, page_size integer default 500)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.bulk_update_due_dates(p_project_id => project_id, p_shift_days => shift_days, p_filter => filter, p_reason => reason, p_cause => cause, p_dry_run => dry_run, p_idempotency_key => idempotency_key, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.bulk_update_due_dates(bigint, integer, jsonb, text, text, boolean, text, text, integer) to authenticated, service_role;
comment on function api.bulk_update_due_dates(bigint, integer, jsonb, text, text, boolean, text, text, integer) is
$$Move the dates of the open tasks of a project that a filter selects.

filter: conditions apply together, {} selects all open tasks that the caller has, up to
100,000. Each task moves by working days of its supplier's calendar; a task that has
started keeps its start. Successors do not move with it unless they are selected. cause,
dry_run, idempotency_key, after, page_size, the answer and the size from which it is an
operation: as for update_task_due and bulk_update_status. An operation moves what the
filter selected when it was started.
Takes: {filter: {supplier_id?: bigint | null, status?: get_task.status | null, phase?:
text | null, due_from?: date | null, due_until?: date | null, task_ids?: [bigint] |
null}}
Returns: {items: [{task_id: bigint, code: text | null, supplier_id: bigint | null,
before: {start_on: date, due_on: date, version: bigint} | null, after: {start_on: date,
due_on: date, version: bigint} | null, errors: validate_task_change}], next: text |
null, dry_run: boolean, total: bigint, operation_id: bigint | null}
Units: shift_days in working days, from -1,000 to 1,000, not 0; due_from and due_until
YYYY-MM-DD, included; reason has at most 500 characters; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT409 suppliers.project_closed, PT422
suppliers.due_in_past, PT422 suppliers.due_before_start, PT422 suppliers.note_needed,
PT422 core.invalid_argument, PT422 core.invalid_cursor, PT422 core.invalid_page_size,
PT422 core.idempotency_key_reused, PT409 core.idempotency_key_in_use, PT429
core.rate_limited, PT429 core.too_many_operations, PT405 core.post_only.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>,
suppliers.operation.progressed.
Example: {"project_id": 2001, "shift_days": 5, "filter": {"phase": "samples"}, "reason":
"The fair is a week later.", "cause": "customer", "dry_run": true}
Budget: 500 ms.
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

previous_status and previous_due_on are null in the first state; cause where no date was
moved, or none was said; operation_id where the change was none of an operation. What
suppliers read is logged.
Returns: {items: [{id: bigint, changed_at: timestamptz, version: bigint, status:
get_task.status, start_on: date, due_on: date, owner_id: uuid | null, previous_status:
get_task.status | null, previous_due_on: date | null, previous_owner_id: uuid | null,
actor_id: uuid | null, reason: text | null, cause: "supplier" | "material" | "design" |
"customer" | "logistics" | "force_majeure" | "planning" | "predecessor" | null,
operation_id: bigint | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"task_id": 5}
Budget: 50 ms.
$$;

create or replace function api.create_project(code text, name text, starts_on date, calendar text default 'STANDARD', timezone text default 'UTC', metadata jsonb default '{}', idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.create_project(p_code => code, p_name => name, p_starts_on => starts_on, p_calendar => calendar, p_timezone => timezone, p_metadata => metadata, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.create_project(text, text, date, text, text, jsonb, text) to authenticated, service_role;
comment on function api.create_project(text, text, date, text, text, jsonb, text) is
$$Create a project; for app roles admin and project_manager.

A project manager who creates it manages it; set_project_managers adds others. Its tasks
come from set_task_templates and add_supplier_to_project. timezone: where its days begin
and end. metadata: an object of the caller's own.
Takes: {metadata: {[text]: jsonb}}
Returns: {id: bigint, code: text, name: text, status: "active" | "closed", calendar:
text, timezone: text, starts_on: date, metadata: {[text]: jsonb}, version: bigint,
created_at: timestamptz, updated_at: timestamptz, managers: [uuid]}
Units: starts_on YYYY-MM-DD; code is up to 40 upper-case letters, digits, points and
hyphens; metadata has up to 10,000 bytes.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar, PT409
suppliers.code_taken, PT409 core.idempotency_key_in_use, PT422
suppliers.invalid_project, PT422 core.idempotency_key_reused, PT422
core.invalid_argument.
Example: {"code": "LAMP", "name": "A lamp", "starts_on": "2027-01-04", "timezone":
"Asia/Manila", "idempotency_key": "lamp-1"}
Budget: 200 ms.
$$;

create or replace function api.update_project(project_id bigint, patch jsonb, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.update_project(p_project_id => project_id, p_patch => patch, p_expected_version => expected_version);
$$;
grant execute on function api.update_project(bigint, jsonb, bigint) to authenticated, service_role;
comment on function api.update_project(bigint, jsonb, bigint) is
$$Change a project; for its managers and admins.

patch: what is missing or null stays, metadata is replaced whole. status closed: no
supplier is added, and neither a task nor the project changes; active opens the project
again. A new calendar is that of suppliers that are added later. The time zone stays
once the project has tasks: reports count by its days.
Takes: {patch: {name?: text | null, status?: "active" | "closed" | null, calendar?: text
| null, timezone?: text | null, starts_on?: date | null, metadata?: {[text]: jsonb} |
null}}
Returns: create_project
Units: starts_on YYYY-MM-DD; metadata has up to 10,000 bytes.
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_calendar, PT403
core.not_permitted, PT409 suppliers.version_conflict, PT409 suppliers.project_closed,
PT422 suppliers.invalid_project.
Example: {"project_id": 2001, "patch": {"status": "closed"}, "expected_version": 2}
Budget: 200 ms.
$$;

create or replace function api.get_project(project_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.get_project(p_project_id => project_id);
$$;
grant execute on function api.get_project(bigint) to authenticated, service_role;
comment on function api.get_project(bigint) is
$$A project; for admins, its managers and the people of its suppliers.

managers is for admins and managers. The answer is cached and follows every change at
once. What suppliers read is logged.
Returns: {id: bigint, code: text, name: text, status: "active" | "closed", calendar:
text, timezone: text, starts_on: date, metadata: {[text]: jsonb}, version: bigint,
created_at: timestamptz, updated_at: timestamptz, managers?: [uuid]}
Errors: PT404 suppliers.unknown_project; for a supplier's people PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 100 ms.
$$;

create or replace function api.list_projects(status text default null, search text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_projects(p_status => status, p_search => search, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_projects(text, text, text, integer) to authenticated, service_role;
comment on function api.list_projects(text, text, text, integer) is
$$Projects, oldest first: those that the caller manages or works for; all for an admin.

status: active or closed. search: a part of the name, or the beginning of the code, in
any case. What suppliers read is logged.
Returns: {items: [{id: bigint, code: text, name: text, status: "active" | "closed",
calendar: text, timezone: text, starts_on: date, version: bigint, updated_at:
timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_argument, PT422 core.invalid_cursor, PT422
core.invalid_page_size; for a supplier's people PT405 core.post_only.
Example: {"status": "active", "search": "pen"}
Budget: 200 ms.
$$;

create or replace function api.set_project_managers(project_id bigint, user_ids uuid[], expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_project_managers(p_project_id => project_id, p_user_ids => user_ids, p_expected_version => expected_version);
$$;
grant execute on function api.set_project_managers(bigint, uuid[], bigint) to authenticated, service_role;
comment on function api.set_project_managers(bigint, uuid[], bigint) is
$$Set all managers of a project; for its managers and admins.

user_ids: up to 200 users; each sees and steers the project while it has app role
project_manager. One who is left out no longer owns open tasks there, unless it works
for their supplier: they have no owner then, and their history says why. released_tasks
is how many these were.
Returns: {project_id: bigint, managers: [uuid], version: bigint, released_tasks: bigint}
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT409
suppliers.version_conflict, PT409 suppliers.project_closed, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"project_id": 2001, "user_ids": ["00000000-0000-4000-8000-000000000001"]}
Budget: 200 ms.
$$;

create or replace function api.set_supplier(code text, supplier jsonb, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_supplier(p_code => code, p_supplier => supplier, p_expected_version => expected_version);
$$;
grant execute on function api.set_supplier(text, jsonb, bigint) to authenticated, service_role;
comment on function api.set_supplier(text, jsonb, bigint) is
$$Make or replace a supplier; for app roles admin and project_manager.

Without a calendar it works by that of each project; a new calendar is that of projects
that it is added to later. is_active false: no project gets it; refused while it has
open tasks. Users, contacts and capabilities stay. expected_version: that of the
supplier that was seen; 0: there is none yet.
Takes: {supplier: {name: text, country?: text | null, calendar?: text | null,
is_active?: boolean | null, metadata?: {[text]: jsonb} | null}}
Returns: get_supplier
Units: country is ISO 3166-1 alpha-2; code is up to 40 upper-case letters, digits, points
and hyphens; metadata has up to 10,000 bytes.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar, PT409
suppliers.version_conflict, PT409 suppliers.tasks_open, PT422
suppliers.invalid_supplier.
Example: {"code": "ECHO", "supplier": {"name": "Echo", "country": "PH"},
"expected_version": 0}
Budget: 200 ms.
$$;

create or replace function api.get_supplier(supplier_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.get_supplier(p_supplier_id => supplier_id);
$$;
grant execute on function api.get_supplier(bigint) to authenticated, service_role;
comment on function api.get_supplier(bigint) is
$$A supplier; for its people, project managers and admins.

calendar null: it works by that of each project; valid_until_on null: no end. Where a
capability needs a certificate, see list_certificates. What suppliers read is logged.
Returns: {id: bigint, code: text, name: text, country: text | null, calendar: text |
null, is_active: boolean, metadata: {[text]: jsonb}, version: bigint, created_at:
timestamptz, updated_at: timestamptz, users: [uuid], contacts: [{name: text, email: text
| null, phone: text | null, duty: text | null}], capabilities: [{capability: text,
valid_from_on: date, valid_until_on: date | null}]}
Errors: PT404 suppliers.unknown_supplier; for a supplier's people PT405 core.post_only.
Example: {"supplier_id": 3001}
Budget: 100 ms.
$$;

create or replace function api.list_suppliers(search text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_suppliers(p_search => search, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_suppliers(text, text, integer) to authenticated, service_role;
comment on function api.list_suppliers(text, text, integer) is
$$Suppliers by name: all for admins and project managers, for a supplier's people their
own.

search: a part of the name, or the beginning of the code, in any case. The first page is
cached and follows every change at once. What suppliers read is logged.
Returns: {items: [{id: bigint, code: text, name: text, country: text | null, calendar:
text | null, is_active: boolean, version: bigint, updated_at: timestamptz}], next: text
| null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size; for a supplier's people PT405
core.post_only.
Example: {"search": "acme"}
Budget: 200 ms.
$$;

create or replace function api.set_supplier_users(supplier_id bigint, user_ids uuid[], expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_supplier_users(p_supplier_id => supplier_id, p_user_ids => user_ids, p_expected_version => expected_version);
$$;
grant execute on function api.set_supplier_users(bigint, uuid[], bigint) to authenticated, service_role;
comment on function api.set_supplier_users(bigint, uuid[], bigint) is
$$Set all users who work for a supplier; for app roles admin and project_manager.

user_ids: up to 200 users; each sees and does the tasks of the supplier while it has app
role supplier. A project manager cannot add itself, and changes only suppliers whose
projects it manages, all of them. One who is left out no longer owns open tasks of the
supplier, unless it manages their project: they have no owner then, and their history
says why. released_tasks is how many these were.
Returns: {id: bigint, code: text, name: text, country: text | null, calendar: text |
null, is_active: boolean, metadata: {[text]: jsonb}, version: bigint, created_at:
timestamptz, updated_at: timestamptz, users: [uuid], contacts: [get_supplier.contacts],
capabilities: [get_supplier.capabilities], released_tasks: bigint}
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_supplier, PT409
suppliers.version_conflict, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"supplier_id": 3001, "user_ids": ["00000000-0000-4000-8000-000000000001"]}
Budget: 200 ms.
$$;

create or replace function api.set_contacts(supplier_id bigint, contacts jsonb, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_contacts(p_supplier_id => supplier_id, p_contacts => contacts, p_expected_version => expected_version);
$$;
grant execute on function api.set_contacts(bigint, jsonb, bigint) to authenticated, service_role;
comment on function api.set_contacts(bigint, jsonb, bigint) is
$$Set all contacts of a supplier; for its people, project managers and admins.

Up to 100 contacts.
Takes: {contacts: [{name: text, email?: text | null, phone?: text | null, duty?: text |
null}]}
Returns: get_supplier
Errors: PT404 suppliers.unknown_supplier, PT409 suppliers.version_conflict, PT422
suppliers.invalid_supplier.
Example: {"supplier_id": 3001, "contacts": [{"name": "Pat", "email": "pat@example.com",
"duty": "sales"}]}
Budget: 200 ms.
$$;

create or replace function api.set_capability(code text, name text, is_certified boolean default false)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_capability(p_code => code, p_name => name, p_is_certified => is_certified);
$$;
grant execute on function api.set_capability(text, text, boolean) to authenticated, service_role;
comment on function api.set_capability(text, text, boolean) is
$$Make or change a capability; for app roles admin and project_manager.

is_certified: a supplier has it only while a certificate for it is valid.
Returns: list_capabilities.items
Units: code is up to 40 lower-case letters, digits and underscores.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"code": "injection_moulding", "name": "Injection moulding"}
Budget: 200 ms.
$$;

create or replace function api.list_capabilities(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_capabilities(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_capabilities(text, integer) to authenticated, service_role;
comment on function api.list_capabilities(text, integer) is
$$Capabilities by code, for every signed-in user.

Returns: {items: [{code: text, name: text, is_certified: boolean}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 200 ms.
$$;

create or replace function api.set_supplier_capabilities(supplier_id bigint, capabilities jsonb, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_supplier_capabilities(p_supplier_id => supplier_id, p_capabilities => capabilities, p_expected_version => expected_version);
$$;
grant execute on function api.set_supplier_capabilities(bigint, jsonb, bigint) to authenticated, service_role;
comment on function api.set_supplier_capabilities(bigint, jsonb, bigint) is
$$Set all capabilities of a supplier with their periods; for app roles admin and
project_manager.

Up to 200 capabilities; without valid_until_on there is no end. A task that has started
goes on without its capability; one that has not does not start.
Takes: {capabilities: [{capability: text, valid_from_on: date, valid_until_on?: date |
null}]}
Returns: get_supplier
Units: days YYYY-MM-DD, the first and the last included.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_supplier, PT409
suppliers.version_conflict, PT422 suppliers.invalid_supplier.
Example: {"supplier_id": 3001, "capabilities": [{"capability": "painting",
"valid_from_on": "2026-01-01"}]}
Budget: 200 ms.
$$;

create or replace function api.add_certificate(supplier_id bigint, capability text, number text, valid_from_on date, valid_until_on date)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.add_certificate(p_supplier_id => supplier_id, p_capability => capability, p_number => number, p_valid_from_on => valid_from_on, p_valid_until_on => valid_until_on);
$$;
grant execute on function api.add_certificate(bigint, text, text, date, date) to authenticated, service_role;
comment on function api.add_certificate(bigint, text, text, date, date) is
$$Record a certificate of a supplier for a capability; for app roles admin and
project_manager.

A number comes once per supplier and capability, so a call that is sent again records
nothing twice.
Returns: {id: bigint, supplier_id: bigint, capability: text, number: text,
valid_from_on: date, valid_until_on: date, revoked_at: timestamptz | null}
Units: days YYYY-MM-DD, the first and the last included; number has up to 100 characters.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_supplier, PT409
suppliers.code_taken, PT422 suppliers.invalid_supplier.
Example: {"supplier_id": 3001, "capability": "welding", "number": "W-17",
"valid_from_on": "2026-01-01", "valid_until_on": "2028-12-31"}
Budget: 200 ms.
$$;

create or replace function api.revoke_certificate(certificate_id bigint, reason text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.revoke_certificate(p_certificate_id => certificate_id, p_reason => reason);
$$;
grant execute on function api.revoke_certificate(bigint, text) to authenticated, service_role;
comment on function api.revoke_certificate(bigint, text) is
$$Revoke a certificate; for app roles admin and project_manager.

One that is revoked already stays as it is. The reason is kept in the audit trail.
Returns: add_certificate
Units: reason has up to 500 characters.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_certificate, PT422
core.invalid_argument.
Example: {"certificate_id": 1, "reason": "The audit failed."}
Budget: 200 ms.
$$;

create or replace function api.list_certificates(supplier_id bigint default null, expires_until date default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_certificates(p_supplier_id => supplier_id, p_expires_until => expires_until, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_certificates(bigint, date, text, integer) to authenticated, service_role;
comment on function api.list_certificates(bigint, date, text, integer) is
$$Certificates of one supplier, or of all that the caller sees; the first to end first.

expires_until: only those that end until this day and are not revoked. What suppliers
read is logged.
Returns: {items: [add_certificate], next: text | null}
Units: expires_until YYYY-MM-DD, included; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_supplier, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size; for a supplier's people PT405
core.post_only.
Example: {"expires_until": "2098-12-31"}
Budget: 200 ms.
$$;

create or replace function api.set_calendar(code text, name text, workdays integer[] default '{1, 2, 3, 4, 5}', expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_calendar(p_code => code, p_name => name, p_workdays => workdays, p_expected_version => expected_version);
$$;
grant execute on function api.set_calendar(text, text, integer[], bigint) to authenticated, service_role;
comment on function api.set_calendar(text, text, integer[], bigint) is
$$Make a calendar, or change its name and weekdays; for app roles admin and
project_manager.

Its holidays stay, and so do the dates of tasks; later arithmetic follows the new
weekdays. expected_version: that of the calendar that was seen; 0: there is none yet.
Returns: list_calendars.items
Units: workdays from 1 (Monday) to 7 (Sunday); code is up to 40 upper-case letters,
digits, points and hyphens.
Errors: PT403 core.not_permitted, PT409 suppliers.version_conflict, PT422
suppliers.invalid_calendar.
Example: {"code": "PH", "name": "Philippines", "workdays": [1, 2, 3, 4, 5, 6]}
Budget: 200 ms.
$$;

create or replace function api.set_holidays(code text, year integer, holidays jsonb, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_holidays(p_code => code, p_year => year, p_holidays => holidays, p_expected_version => expected_version);
$$;
grant execute on function api.set_holidays(text, integer, jsonb, bigint) to authenticated, service_role;
comment on function api.set_holidays(text, integer, jsonb, bigint) is
$$Set all holidays of a calendar in one year; for app roles admin and project_manager.

Up to 366 holidays, on days of the year; one that is left out goes. The dates of tasks
stay. holidays is how many there are; added, renamed and removed say how many changed.
Takes: {holidays: [{holiday_on: date, name: text}]}
Returns: {code: text, year: integer, holidays: integer, added: bigint, renamed: bigint,
removed: bigint, version: bigint}
Units: holiday_on YYYY-MM-DD.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar, PT409
suppliers.version_conflict, PT422 suppliers.invalid_calendar.
Example: {"code": "STANDARD", "year": 2027, "holidays": [{"holiday_on": "2027-01-01",
"name": "New Year's Day"}]}
Budget: 200 ms.
$$;

create or replace function api.list_calendars(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_calendars(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_calendars(text, integer) to authenticated, service_role;
comment on function api.list_calendars(text, integer) is
$$Calendars by code, for every signed-in user.

holidays is their number, list_holidays lists them.
Returns: {items: [{code: text, name: text, workdays: [integer], holidays: bigint,
version: bigint, updated_at: timestamptz}], next: text | null}
Units: workdays from 1 (Monday) to 7 (Sunday); page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 200 ms.
$$;

create or replace function api.list_holidays(code text, year integer default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_holidays(p_code => code, p_year => year, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_holidays(text, integer, text, integer) to authenticated, service_role;
comment on function api.list_holidays(text, integer, text, integer) is
$$Holidays of a calendar by day, of one year or of all; for every signed-in user.

Returns: {items: [{holiday_on: date, name: text}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_calendar, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"code": "STANDARD", "year": 2099}
Budget: 200 ms.
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
itself when its rule does not find it any more. rule and severity may be null.
project_id and task_id are null where a finding is about neither.
Returns: {items: [{id: bigint, rule: text, severity: "error" | "warning", project_id:
bigint | null, supplier_ids: [bigint], task_id: bigint | null, detail: text | null,
remedy: text, opened_at: timestamptz, seen_at: timestamptz}], next: text | null}
Units: severity is error or warning; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"severity": "warning"}
Budget: 200 ms.
$$;

create or replace function api.list_ready_tasks(project_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_ready_tasks(p_project_id => project_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_ready_tasks(bigint, text, integer) to authenticated, service_role;
comment on function api.list_ready_tasks(bigint, text, integer) is
$$Planned tasks that may start: predecessors are done, lags have passed, and the
supplier has the capability.

Oldest first. Admins, analysts and managers of the project see all suppliers' tasks, a
supplier's people their own. What suppliers read is logged.
Returns: {items: [list_tasks.items], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_cursor, PT422
core.invalid_page_size, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;

create or replace function api.critical_path(project_id bigint, supplier_id bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.critical_path(p_project_id => project_id, p_supplier_id => supplier_id);
$$;
grant execute on function api.critical_path(bigint, bigint) to authenticated, service_role;
comment on function api.critical_path(bigint, bigint) is
$$The critical path of each supplier of a project, its forecast end and its slack.

A supplier is left out while it has no task that is not cancelled. tasks comes with one
supplier: all that are not cancelled. Tasks that are done count with their real end,
open ones end today at the earliest. slack_days of a task: by how much it may be late
without moving the forecast end, null when it is done; that of a supplier: from the
forecast end to its last due date. added_days: the delay against the first promise that
begins at this task; why is null where it adds none. Admins, analysts and managers of
the project see all suppliers, a supplier's people their own. What suppliers read is
logged.
Returns: {project_id: bigint, today: date, suppliers: [{supplier_project_id: bigint,
supplier_id: bigint, open_tasks: bigint, promised_end_on: date, due_end_on: date,
forecast_end_on: date, slack_days: integer, delay_days: integer, length_days: integer,
path: [{task_id: bigint, code: text, status: get_task.status, start_on: date, end_on:
date, planned_due_on: date, due_on: date, slack_days: integer | null, added_days:
integer, why: "ended_late" | "blocked" | "waiting" | "submitted" | "overdue" | "moved" |
"not_started" | "pauses" | null}]}], tasks?: [{task_id: bigint, code: text, status:
get_task.status, start_on: date, end_on: date, slack_days: integer | null}]}
Units: days in working days of the supplier's calendar.
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_supplier, PT405
core.post_only.
Example: {"project_id": 2001, "supplier_id": 3001}
Budget: 200 ms.
$$;

create or replace function api.project_as_of(project_id bigint, at timestamptz, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.project_as_of(p_project_id => project_id, p_at => at, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.project_as_of(bigint, timestamptz, text, integer) to authenticated, service_role;
comment on function api.project_as_of(bigint, timestamptz, text, integer) is
$$The states that the tasks of a project had at a time; without tasks made later.

Oldest task first. Admins, analysts and managers of the project see all suppliers'
tasks, a supplier's people their own. What suppliers read is logged.
Returns: {items: [{task_id: bigint, supplier_id: bigint, code: text, status:
get_task.status, start_on: date, due_on: date, owner_id: uuid | null, version: bigint,
changed_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size, PT405 core.post_only.
Example: {"project_id": 2001, "at": "2026-06-30T12:00:00Z"}
Budget: 200 ms.
$$;

create or replace function api.report_supplier_performance(since date, until date, supplier_id bigint default null, by text default 'supplier')
    returns table (key text, name text, finished bigint, on_time_first bigint, on_time_first_rate numeric, on_time_last bigint, on_time_last_rate numeric, lead_days_median integer, lead_days_p90 integer, slips bigint, slip_days bigint, as_of timestamptz)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.report_supplier_performance(p_since => since, p_until => until, p_supplier_id => supplier_id, p_by => by);
$$;
grant execute on function api.report_supplier_performance(date, date, bigint, text) to authenticated, service_role;
comment on function api.report_supplier_performance(date, date, bigint, text) is
$$How suppliers kept their dates from since to until, both included.

by: supplier, project, month (the scorecard over time) or cause. One row per group, at
most 1,000, by key: the code of the supplier or the project, the first day of the month,
the cause. A task counts on the day on which it ended; it is on time by the day that was
promised first, or last, moved by the working days in which its clock stood. slips: how
often a due date moved to a later day, counted when that was said; unstated: without a
cause. By cause, rows have slips only, and the other figures are null; without a
finished task the rates and lead days are. Half of the tasks, and nine of ten, took at
most lead_days_median and lead_days_p90. Admins and analysts see all, managers their
projects, a supplier's people their own. CSV with the header Accept: text/csv. What
suppliers read is logged.
Returns: [{key: text, name: text, finished: bigint | null, on_time_first: bigint | null,
on_time_first_rate: numeric | null, on_time_last: bigint | null, on_time_last_rate:
numeric | null, lead_days_median: integer | null, lead_days_p90: integer | null, slips:
bigint, slip_days: bigint, as_of: timestamptz}]
Units: lead_days and slip_days in working days; rates from 0 to 1; days in the time zone
of each project.
Errors: PT422 suppliers.invalid_period, PT422 core.invalid_argument, PT404
suppliers.unknown_supplier, PT403 core.not_permitted, PT405 core.post_only.
Example: {"since": "2026-01-01", "until": "2026-12-31", "by": "month"}
Budget: 200 ms.
$$;

create or replace function api.report_project_status(project_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.report_project_status(p_project_id => project_id);
$$;
grant execute on function api.report_project_status(bigint) to authenticated, service_role;
comment on function api.report_project_status(bigint) is
$$How a project stands: tasks by status, open work by age, forecast and burn-up.

forecast is that of the supplier who ends last, as critical_path says it; null without
open tasks. reasons are the tasks of the path that add a delay, the greatest first.
oldest_days is null without open tasks. burn_up, the last week first: how many tasks
there were at the end of each week, and how many were done. Admins, analysts and
managers of the project see all suppliers, a supplier's people their own.
report_project_figures returns the same as rows, also as CSV. What suppliers read is
logged.
Returns: {project_id: bigint, code: text, status: "active" | "closed", as_of:
timestamptz, today: date, tasks: {planned: bigint, in_progress: bigint, waiting: bigint,
blocked: bigint, submitted: bigint, done: bigint, cancelled: bigint}, open_work: {open:
bigint, late: bigint, not_begun: bigint, days_0_7: bigint, days_8_30: bigint,
days_31_90: bigint, days_over_90: bigint, oldest_days: integer | null}, forecast:
{supplier_project_id: bigint, supplier_id: bigint, open_tasks: bigint, promised_end_on:
date, due_end_on: date, forecast_end_on: date, slack_days: integer, delay_days: integer,
length_days: integer, path: [critical_path.suppliers.path], reasons:
[critical_path.suppliers.path]} | null, burn_up: [{week_on: date, tasks: bigint, done:
bigint}]}
Units: length, slack and delay in working days; ages in days; week_on is a Monday.
Errors: PT404 suppliers.unknown_project, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;

create or replace function api.report_project_figures(project_id bigint)
    returns table (section text, key text, tasks bigint, done bigint, days integer, end_on date, note text)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.report_project_figures(p_project_id => project_id);
$$;
grant execute on function api.report_project_figures(bigint) to authenticated, service_role;
comment on function api.report_project_figures(bigint) is
$$What report_project_status returns, as rows.

section status: key is a status. open_work: key is a count of report_project_status.
forecast: promised, due (days: slack) and forecast (days: delay), each with its end.
reason: key is the code of a task, days what it adds, note why. burn_up: key is the
Monday of the week. A column that a section does not have is null. CSV with the header
Accept: text/csv. What suppliers read is logged.
Returns: [{section: "status" | "open_work" | "forecast" | "reason" | "burn_up", key:
text, tasks: bigint | null, done: bigint | null, days: integer | null, end_on: date |
null, note: text | null}]
Units: days in working days.
Errors: PT404 suppliers.unknown_project, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;

create or replace function api.report_open_work(project_id bigint)
    returns table (supplier text, supplier_name text, status text, open bigint, late bigint, not_begun bigint, days_0_7 bigint, days_8_30 bigint, days_31_90 bigint, days_over_90 bigint, oldest_days integer, as_of timestamptz)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.report_open_work(p_project_id => project_id);
$$;
grant execute on function api.report_open_work(bigint) to authenticated, service_role;
comment on function api.report_open_work(bigint) is
$$The open tasks of a project, by supplier and status, and by age.

A task is as old as the work on it: since it started, else since the day on which it
should have; not_begun: that day has not come. late: its due date is over, moved by the
working days in which its clock stood. Admins, analysts and managers of the project see
all suppliers, a supplier's people their own. CSV with the header Accept: text/csv. What
suppliers read is logged.
Returns: [{supplier: text, supplier_name: text, status: get_task.status, open: bigint,
late: bigint, not_begun: bigint, days_0_7: bigint, days_8_30: bigint, days_31_90:
bigint, days_over_90: bigint, oldest_days: integer, as_of: timestamptz}]
Units: tasks; ages in days.
Errors: PT404 suppliers.unknown_project, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;

create or replace function api.export_compliance(project_id bigint, since timestamptz, until timestamptz default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.export_compliance(p_project_id => project_id, p_since => since, p_until => until);
$$;
grant execute on function api.export_compliance(bigint, timestamptz, timestamptz) to authenticated, service_role;
comment on function api.export_compliance(bigint, timestamptz, timestamptz) is
$$Make an archive of all records of a project; for its managers and admins.

Records are as they are now; history, reads and audit entries those from since until
before until, which is now by default. A job writes the archive: JSON Lines and CSV of
each table, the audit entries with their proofs, the chain of seals, and a manifest with
SHA-256 sums. `rowhouse audit verify FILE` verifies it. A caller may ask 20 times an
hour.
Returns: get_compliance_export
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT422
core.invalid_argument, PT429 core.rate_limited.
Example: {"project_id": 2001, "since": "2025-01-01T00:00:00Z"}
Budget: 200 ms.
$$;

create or replace function api.get_compliance_export(export_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.get_compliance_export(p_export_id => export_id);
$$;
grant execute on function api.get_compliance_export(bigint) to authenticated, service_role;
comment on function api.get_compliance_export(bigint) is
$$An export of a project; for its managers and admins.

expired: the archive was deleted from the storage. download is null until the worker has
signed a link: call again after a moment. The other facts of the archive are null while
it is pending. entries counts the audit entries of the project, sealed or not; head is
the last seal, null if there is none.
Returns: {id: bigint, project_id: bigint, since: timestamptz, until: timestamptz,
status: "pending" | "ready" | "expired", bytes: bigint | null, sha256: text | null,
manifest: {format: text, v: integer, project: {id: bigint, code: text, name: text},
since: timestamptz, until: timestamptz, requested_at: timestamptz, entries: bigint,
head: {seal_id: bigint, chain: text} | null, files: [{name: text, rows: bigint, bytes:
bigint, sha256: text}]} | null, download: {url: text, expires_at: timestamptz} | null,
requested_at: timestamptz, requested_by: uuid | null, finished_at: timestamptz | null,
expires_at: timestamptz | null}
Units: bytes.
Errors: PT404 suppliers.unknown_export.
Example: {"export_id": 1}
Budget: 100 ms.
$$;

create or replace function api.list_compliance_exports(project_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_compliance_exports(p_project_id => project_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_compliance_exports(bigint, text, integer) to authenticated, service_role;
comment on function api.list_compliance_exports(bigint, text, integer) is
$$Exports of a project, newest first; for its managers and admins.

get_compliance_export has the manifest too.
Returns: {items: [{id: bigint, project_id: bigint, since: timestamptz, until:
timestamptz, status: "pending" | "ready" | "expired", bytes: bigint | null, sha256: text
| null, download: get_compliance_export.download | null, requested_at: timestamptz,
requested_by: uuid | null, finished_at: timestamptz | null, expires_at: timestamptz |
null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"project_id": 2001}
Budget: 100 ms.
$$;

create or replace function api.list_access_log(supplier_id bigint, since timestamptz default null, until timestamptz default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_access_log(p_supplier_id => supplier_id, p_since => since, p_until => until, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_access_log(bigint, timestamptz, timestamptz, text, integer) to authenticated, service_role;
comment on function api.list_access_log(bigint, timestamptz, timestamptz, text, integer) is
$$What the people of a supplier have read, newest first.

For admins and the managers of a project of the supplier. since is included, until is
not; each may be null. thing_id has the supplier first.
Returns: {items: [{id: bigint, logged_at: timestamptz, actor_id: uuid | null, role:
text, address: text | null, request_id: text | null, thing: text, thing_id: text,
reason: text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 suppliers.unknown_supplier, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"supplier_id": 3001, "since": "2026-01-01T00:00:00Z"}
Budget: 100 ms.
$$;

create or replace function api.list_digests(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_digests(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_digests(text, integer) to authenticated;
comment on function api.list_digests(text, integer) is
$$The caller's digests, newest first.

Returns: {items: [{digest_id: bigint, digest_on: date, timezone: text, counts:
{due_soon: bigint, overdue: bigint, blocked: bigint, assigned: bigint}, made_at:
timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 50 ms.
$$;

create or replace function api.get_digest(digest_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.get_digest(p_digest_id => digest_id);
$$;
grant execute on function api.get_digest(bigint) to authenticated;
comment on function api.get_digest(bigint) is
$$A digest of the caller, as it was sent.

Each section has the first 50 tasks, counts has all; assigned is what came since the
digest before.
Returns: {digest_id: bigint, digest_on: date, timezone: text, counts:
list_digests.items.counts, tasks: {due_soon: [{task_id: bigint, project_id: bigint,
code: text, title: text, status: get_task.status, due_on: date}], overdue:
[get_digest.tasks.due_soon], blocked: [get_digest.tasks.due_soon], assigned:
[get_digest.tasks.due_soon]}, made_at: timestamptz}
Errors: PT404 suppliers.unknown_digest.
Example: {"digest_id": 1}
Budget: 50 ms.
$$;

create or replace function api.get_digest_preferences()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.get_digest_preferences();
$$;
grant execute on function api.get_digest_preferences() to authenticated;
comment on function api.get_digest_preferences() is
$$The caller's preferences of digests.

is_default: the caller has set none.
Returns: {is_enabled: boolean, hour: integer, timezone: text, is_default: boolean}
Units: hour from 0 to 23, of the local day.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 50 ms.
$$;

create or replace function api.set_digest_preferences(is_enabled boolean default null, hour integer default null, timezone text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.set_digest_preferences(p_is_enabled => is_enabled, p_hour => hour, p_timezone => timezone);
$$;
grant execute on function api.set_digest_preferences(boolean, integer, text) to authenticated;
comment on function api.set_digest_preferences(boolean, integer, text) is
$$Set whether, when and where the caller gets a digest; null keeps what is.

A digest is made once for each day of the time zone, from the hour on, also when the
clocks change. After a move to another zone a date that had its digest gets no second
one.
Returns: get_digest_preferences
Units: hour from 0 to 23, of the local day; timezone an IANA name.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"hour": 7, "timezone": "Europe/Berlin"}
Budget: 200 ms.
$$;

create or replace function api.create_calendar_token(name text default 'Calendar')
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.create_calendar_token(p_name => name);
$$;
grant execute on function api.create_calendar_token(text) to authenticated;
comment on function api.create_calendar_token(text) is
$$Make a token for a calendar of the caller's due dates; it is returned this once.

The path is below that of the API. A user has at most 10 tokens that were not revoked,
and makes at most 20 in an hour.
Returns: {token_id: bigint, name: text, token: text, path: text, created_at:
timestamptz}
Errors: PT403 core.not_permitted, PT409 suppliers.too_many_calendar_tokens, PT422
core.invalid_argument, PT429 core.rate_limited.
Example: {"name": "Phone"}
Budget: 50 ms.
$$;

create or replace function api.list_calendar_tokens(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.list_calendar_tokens(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_calendar_tokens(text, integer) to authenticated;
comment on function api.list_calendar_tokens(text, integer) is
$$The caller's tokens of calendars, newest first, without the tokens themselves.

Returns: {items: [{token_id: bigint, name: text, created_at: timestamptz, revoked_at:
timestamptz | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 50 ms.
$$;

create or replace function api.revoke_calendar_token(token_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.revoke_calendar_token(p_token_id => token_id);
$$;
grant execute on function api.revoke_calendar_token(bigint) to authenticated;
comment on function api.revoke_calendar_token(bigint) is
$$Revoke a token of the caller; its calendar is empty from then on (404).

A repeated call changes nothing.
Returns: {token_id: bigint, revoked_at: timestamptz}
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar_token.
Example: {"token_id": 1}
Budget: 50 ms.
$$;

create or replace function api.calendar_feed(token text)
    returns core."*/*"
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers.calendar_feed(p_token => token);
$$;
grant execute on function api.calendar_feed(text) to anon, authenticated, service_role;
comment on function api.calendar_feed(text) is
$$The own due dates of the user of a token, as iCalendar (RFC 5545), to a GET too.

No sign-in is needed: the token alone opens the dates. Each task is an event of a
whole day: from 90 days ago to two years ahead, at most 2,000. The answer has
Content-Type text/calendar, whatever is accepted.
Returns: text
Errors: PT404 suppliers.unknown_feed, PT429 core.rate_limited.
Example: {"token": "cal_…"}
Budget: 200 ms.
$$;

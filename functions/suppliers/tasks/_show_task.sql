-- suppliers._show_task: a task as callers see it.

create or replace function suppliers._show_task(p_task_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'task_id', i.id,
        'project_id', i.project_id,
        'supplier_id', i.supplier_id,
        'supplier_project_id', i.supplier_project_id,
        'code', t.code,
        'title', t.title,
        'phase', t.phase_code,
        'status', i.status,
        'start_on', i.start_on,
        'planned_due_on', i.planned_due_on,
        'due_on', i.due_on,
        'owner_id', i.owner_id,
        'started_at', i.started_at,
        'finished_at', i.finished_at,
        'paused_at', i.paused_at,
        'paused_days', i.paused_days,
        'version', i.version,
        'changed_at', i.changed_at
    )
    from suppliers.task_instances as i
    inner join suppliers.task_templates as t on i.task_template_id = t.id
    where i.id = p_task_id
$$;

comment on function suppliers._show_task(bigint) is
    'A task with the code, title and phase of its template.';

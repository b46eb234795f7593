-- suppliers._status_faults: everything that speaks against a new status of some tasks.
--
-- The one place that decides about transitions: single calls, bulk calls, dry runs and
-- validate_task_change read it. The caller holds the locks of suppliers._lock_tasks, or
-- only asks.

create or replace function suppliers._status_faults(
    p_task_ids bigint[],
    p_status text,
    p_note text,
    p_is_forced boolean,
    p_app_roles text[] default null
)
    returns table (task_id bigint, key text, field text, message text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with task as materialized (
        select
            i.id,
            i.status,
            a.roles,
            x.roles as allowed,
            x.required_fields,
            x.guard
        from unnest(p_task_ids) as u (id)
        inner join suppliers.task_instances as i on u.id = i.id
        inner join suppliers._list_scopes(p_task_ids, p_app_roles) as a
            on i.supplier_project_id = a.supplier_project_id
        left join suppliers.task_transitions as x
            on i.status = x.from_status and x.to_status = p_status
        where cardinality(a.roles) > 0
    )

    select t.id, f.key, f.field, f.message
    from task as t
    cross join lateral (
        select
            'suppliers.transition_refused',
            'status',
            format(
                'Rule task_transitions: task %s is %s; it may become %s.', t.id, t.status,
                coalesce(
                    (
                        select string_agg(o.to_status, ', ' order by o.to_status)
                        from suppliers.task_transitions as o
                        where o.from_status = t.status and o.roles && t.roles
                    ),
                    'nothing'
                )
            )
        where t.allowed is null
        union all
        select
            'core.not_permitted',
            'status',
            format(
                'Rule roles: to make task %s, which is %s, %s is for: %s.', t.id, t.status,
                p_status, array_to_string(t.allowed, ', ')
            )
        where not t.allowed && t.roles
        union all
        select
            'suppliers.note_needed',
            'note',
            format('Rule required_fields: task %s needs a note to become %s.', t.id, p_status)
        where
            ('note' = any(t.required_fields) or (p_is_forced and t.guard = 'may_start'))
            and coalesce(p_note, '') !~ '[^[:space:]]'
        union all
        select
            'core.not_permitted',
            'force',
            format('Rule roles: to force task %s is for: project_manager, admin.', t.id)
        where p_is_forced and not t.roles && '{project_manager, admin}'
    ) as f (key, field, message)
    union all
    select f.task_id, f.key, 'status', f.message
    from suppliers._start_faults(
        array(select t.id from task as t where t.guard = 'may_start'), p_is_forced
    ) as f
    union all
    select s.task_id, s.key, s.field, s.message
    from suppliers._scope_faults(p_task_ids, p_app_roles) as s
$$;

comment on function suppliers._status_faults(
    bigint[], text, text, boolean, text[]
) is
    'One row per fault: the task, an error key, the argument, a sentence.';

-- suppliers._due_faults: everything that speaks against new dates of some tasks.
--
-- The one place that decides about dates; see suppliers._status_faults. Arrays are
-- parallel: the due date of a task is at its position. A date moves at most to ten
-- years after today and the first promise: forecasts count the days until then.

create or replace function suppliers._due_faults(
    p_task_ids bigint[],
    p_due_on date[],
    p_reason text,
    p_app_roles text[] default null
)
    returns table (task_id bigint, key text, field text, message text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select t.id, f.key, f.field, f.message
    from unnest(p_task_ids, p_due_on) as t (id, due_on)
    inner join suppliers.task_instances as i on t.id = i.id
    inner join suppliers._list_scopes(p_task_ids, p_app_roles) as a
        on i.supplier_project_id = a.supplier_project_id
    inner join suppliers.task_statuses as s on i.status = s.code
    cross join lateral (
        select
            'suppliers.transition_refused',
            'due_on',
            format('Rule open_task: task %s is %s; its dates are final.', t.id, i.status)
        where s.is_final
        union all
        select
            'suppliers.due_in_past',
            'due_on',
            format('Rule due_in_future: task %s cannot be due on %s.', t.id, t.due_on)
        where t.due_on < a.today
        union all
        select
            'core.invalid_argument',
            'due_on',
            format('Rule due_in_range: task %s would be due on %s.', t.id, t.due_on)
        where
            t.due_on > '2999-12-31'
            or (
                t.due_on > i.due_on
                and t.due_on > greatest(a.today, i.planned_due_on) + interval '10 years'
            )
        union all
        select
            'suppliers.due_before_start',
            'due_on',
            format(
                'Rule start_before_due: task %s has begun, and its planned start is %s, '
                'after %s.', t.id, i.start_on, t.due_on
            )
        where i.started_at is not null and t.due_on < i.start_on
    ) as f (key, field, message)
    where cardinality(a.roles) > 0
    union all
    select t.id, 'suppliers.note_needed', 'reason', 'Rule required_fields: reason is missing.'
    from unnest(p_task_ids) as t (id)
    where coalesce(p_reason, '') !~ '[^[:space:]]'
    union all
    select f.task_id, f.key, f.field, f.message
    from suppliers._scope_faults(p_task_ids, p_app_roles) as f
$$;

comment on function suppliers._due_faults(bigint[], date[], text, text[]) is
    'One row per fault: the task, an error key, the argument, a sentence.';

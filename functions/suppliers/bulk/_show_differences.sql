-- suppliers._show_differences: what one change would make of some tasks, with the
-- faults of each.
--
-- It computes what suppliers._apply_bulk writes by the same functions. A task that the
-- caller does not have shows nothing but that fault.

create or replace function suppliers._show_differences(
    p_task_ids bigint[], p_change jsonb
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with fault as materialized (
        select
            f.task_id,
            bool_or(f.key = 'suppliers.unknown_task') as is_hidden,
            jsonb_agg(
                jsonb_build_object(
                    'field', f.field, 'code', f.key, 'message', f.message,
                    'severity', 'error'
                )
                order by suppliers._gravity(f.key), f.key, f.field
            ) as faults
        from suppliers._bulk_faults(p_task_ids, p_change) as f
        group by f.task_id
    )

    , difference as (
        select
            i.id,
            jsonb_build_object(
                'status', i.status, 'started_at', i.started_at,
                'finished_at', i.finished_at, 'paused_at', i.paused_at,
                'paused_days', i.paused_days, 'version', i.version
            ) as before,
            jsonb_build_object(
                'status', p_change ->> 'status', 'started_at', n.started_at,
                'finished_at', n.finished_at, 'paused_at', n.paused_at,
                'paused_days', n.paused_days, 'version', i.version + 1
            ) as after
        from suppliers._new_statuses(p_task_ids, p_change ->> 'status') as n
        inner join suppliers.task_instances as i on n.task_id = i.id
        where p_change ? 'status'
        union all
        select
            i.id,
            jsonb_build_object(
                'start_on', i.start_on, 'due_on', i.due_on, 'version', i.version
            ),
            jsonb_build_object(
                'start_on', d.start_on, 'due_on', d.due_on, 'version', i.version + 1
            )
        from suppliers._shift_dates(
            p_task_ids, (p_change ->> 'shift_days')::integer
        ) as d
        inner join suppliers.task_instances as i on d.task_id = i.id
        where p_change ? 'shift_days'
    )

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'task_id', u.id,
                'code', case when not v.is_hidden then t.code end,
                'supplier_id', case when not v.is_hidden then i.supplier_id end,
                'before', case when not v.is_hidden then d.before end,
                'after', case when f.faults is null then d.after end,
                'errors', coalesce(f.faults, '[]')
            )
            order by u.id
        ),
        '[]'
    )
    from unnest(p_task_ids) as u (id)
    left join fault as f on u.id = f.task_id
    cross join lateral (select coalesce(f.is_hidden, false) as is_hidden) as v
    left join difference as d on u.id = d.id
    left join suppliers.task_instances as i on u.id = i.id
    left join suppliers.task_templates as t on i.task_template_id = t.id
$$;

comment on function suppliers._show_differences(bigint[], jsonb) is
    '[{task_id, code, supplier_id, before, after, errors}], by id; after is null where '
    'the change is refused.';

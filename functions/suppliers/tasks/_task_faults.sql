-- suppliers._task_faults: all faults of a change of one task, the gravest first.

create or replace function suppliers._task_faults(p_task_id bigint, p_change jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'field', f.field, 'code', f.key, 'message', f.message, 'severity', 'error'
            )
            order by suppliers._gravity(f.key), f.key, f.field
        ),
        '[]'
    )
    from (
        select s.key, s.field, s.message
        from suppliers._status_faults(
            array[p_task_id], p_change ->> 'status', p_change ->> 'note',
            coalesce((p_change ->> 'force')::boolean, false)
        ) as s
        where p_change ? 'status'
        union
        select d.key, d.field, d.message
        from suppliers._due_faults(
            array[p_task_id], array[(p_change ->> 'due_on')::date],
            p_change ->> 'reason'
        ) as d
        where p_change ? 'due_on'
    ) as f
$$;

comment on function suppliers._task_faults(bigint, jsonb) is
    'Faults of {status, note, force} and of {due_on, reason}: [{field, code, message, '
    'severity}].';

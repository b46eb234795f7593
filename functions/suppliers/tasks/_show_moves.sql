-- suppliers._show_moves: the moves that a new date brings, as callers see them.

create or replace function suppliers._show_moves(p_task_id bigint, p_due_on date)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(
        jsonb_build_object(
            'task_id', m.task_id,
            'code', t.code,
            'start_on', m.start_on,
            'due_on', m.due_on,
            'previous_due_on', m.previous_due_on,
            'shift_days', m.shift_days
        )
        order by t.place
    )
    from suppliers._propose_moves(p_task_id, p_due_on) as m
    inner join suppliers.task_instances as i on m.task_id = i.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;

comment on function suppliers._show_moves(bigint, date) is
    '[{task_id, code, start_on, due_on, previous_due_on, shift_days}].';

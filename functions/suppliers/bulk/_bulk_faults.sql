-- suppliers._bulk_faults: everything that speaks against one change of some tasks.

create or replace function suppliers._bulk_faults(
    p_task_ids bigint[], p_change jsonb, p_app_roles text[] default null
)
    returns table (task_id bigint, key text, field text, message text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_due_on date[];
begin
    if p_change ? 'status' then
        return query
        select f.task_id, f.key, f.field, f.message
        from suppliers._status_faults(
            p_task_ids, p_change ->> 'status', p_change ->> 'note', false, p_app_roles
        ) as f;
        return;
    end if;

    select array_agg(u.id order by u.place), array_agg(d.due_on order by u.place)
    into v_ids, v_due_on
    from unnest(p_task_ids) with ordinality as u (id, place)
    left join suppliers._shift_dates(
        p_task_ids, (p_change ->> 'shift_days')::integer
    ) as d on u.id = d.task_id;
    return query
    select f.task_id, f.key, f.field, f.message
    from suppliers._due_faults(
        v_ids, v_due_on, p_change ->> 'reason', p_app_roles
    ) as f;
end;
$$;

comment on function suppliers._bulk_faults(bigint[], jsonb, text[]) is
    'Faults of {status, note} or {shift_days, reason, cause}; see '
    'suppliers._status_faults and suppliers._due_faults.';

-- suppliers._start_faults: why a task may not start: guard may_start.
--
-- A predecessor that was cancelled does not hold its successors back. A project manager
-- may force a task that waits for predecessors, never one without the capability.

create or replace function suppliers._start_faults(
    p_task_id bigint,
    p_supplier_project_id bigint,
    p_template_id bigint,
    p_supplier_id bigint,
    p_today date,
    p_is_forced boolean
)
    returns table (key text, message text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 1
as $$
    select
        'suppliers.dependency_open',
        format(
            'Rule may_start: task %s comes after %s.', p_task_id,
            string_agg(w.what, ', ' order by w.place)
        )
    from (
        select
            d.place,
            case
                when d.status = 'done' then format('%s with a lag until %s', d.code, d.free_on)
                else format('%s, which is %s', d.code, d.status)
            end as what
        from suppliers._list_predecessors(p_supplier_project_id, p_template_id) as d
        where
            d.status not in ('done', 'cancelled')
            or (d.status = 'done' and d.free_on > p_today)
        order by d.place
        limit 5
    ) as w
    where not p_is_forced
    having count(*) > 0
    union all
    select
        'suppliers.not_capable',
        format('Rule may_start: the supplier of task %s lacks %s.', p_task_id, t.capability_code)
    from suppliers.task_templates as t
    where
        t.id = p_template_id
        and t.capability_code is not null
        and not suppliers.has_capability(p_supplier_id, t.capability_code, p_today)
$$;

comment on function suppliers._start_faults(
    bigint, bigint, bigint, bigint, date, boolean
) is
    'Open predecessors and a missing capability of one task, as faults.';

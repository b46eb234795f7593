-- suppliers._notify_tasks: notify people of what happened to some tasks.
--
-- A user with more tasks than suppliers.notify_summary_above gets one notification
-- of all. A bulk operation works in chunks, so it always makes summaries: one for each
-- person while it is unread, without a number that the next chunk would make wrong. The
-- person who acts is not notified. People come in one order, for the locks of
-- core.notify_user.

create or replace function suppliers._notify_tasks(
    p_what text,
    p_task_ids bigint[],
    p_has_managers boolean default false,
    p_actor_id uuid default null,
    p_operation_id bigint default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant bigint := case
        when p_operation_id is null
            then core.setting('suppliers.notify_summary_above')::bigint
        else 0
    end;
begin
    perform core.notify_user(n.user_id, n.kind, jsonb_strip_nulls(n.payload), n.dedupe_key)
    from (
        with told as (
            select
                p.user_id, p.project_id, p.task_ids,
                sum(cardinality(p.task_ids)) over (partition by p.user_id) as tasks
            from suppliers._task_people(p_task_ids, p_has_managers) as p
            where p.user_id is distinct from p_actor_id
        )

        select
            o.user_id, 'suppliers.task.' || p_what as kind,
            jsonb_build_object(
                'task_id', i.id, 'project_id', i.project_id, 'code', t.code,
                'title', t.title, 'status', i.status, 'due_on', i.due_on,
                'reason', case when p_what = 'blocked' then i.change_reason end
            ) as payload,
            null as dedupe_key, i.id
        from told as o
        inner join suppliers.task_instances as i on i.id = any(o.task_ids)
        inner join suppliers.task_templates as t on i.task_template_id = t.id
        where o.tasks <= v_most

        union all

        select
            o.user_id, 'suppliers.tasks.' || p_what,
            jsonb_build_object(
                'count', case when p_operation_id is null then max(o.tasks) end,
                'project_ids', to_jsonb((array_agg(distinct o.project_id))[:50]),
                'operation_id', p_operation_id
            ),
            'suppliers.tasks.' || p_what || ':operation:' || p_operation_id,
            null
        from told as o
        where o.tasks > v_most
        group by o.user_id

        order by user_id, id
    ) as n;
end;
$$;

comment on function suppliers._notify_tasks(text, bigint[], boolean, uuid, bigint) is
    'Notify of assigned, blocked, unblocked, due_soon or overdue tasks: '
    'suppliers.task.<what> of one, suppliers.tasks.<what> of many.';

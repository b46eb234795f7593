-- suppliers._digest_tasks: what a digest of a user tells.
--
-- Own tasks; of the projects that the user manages also what is blocked or overdue.
-- Assigned tasks come from the history, so one that was assigned and has changed since
-- is notified too.

create or replace function suppliers._digest_tasks(p_user_id uuid, p_since timestamptz)
    returns table (section text, task_id bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with open as (
        select i.id, i.status, i.changed_at, s.is_own
        from (
            select o.id, true as is_own
            from suppliers._own_task_ids(p_user_id, '1900-01-01', '2999-12-31') as o (id)
            union all
            select t.id, false
            from suppliers.project_managers as m
            inner join suppliers.task_instances as t on m.project_id = t.project_id
            where
                m.user_id = p_user_id
                and (select core.keeps_role(p_user_id, 'project_manager'))
                and (t.status = 'blocked' or t.due_on <= core.now()::date + 1)
        ) as s
        inner join suppliers.task_instances as i on s.id = i.id
        inner join suppliers.task_statuses as c on i.status = c.code
        where not c.is_final
    )

    select j.judgement as section, j.task_id
    from suppliers._judge_dates(array(select o.id from open as o)) as j
    where
        j.judgement = 'overdue'
        or exists (select from open as o where o.id = j.task_id and o.is_own)

    union

    select 'blocked', o.id
    from open as o
    where o.status = 'blocked'

    union

    select 'assigned', h.task_id
    from suppliers.task_history as h
    inner join open as o on h.task_id = o.id
    where
        o.is_own
        and o.changed_at > p_since
        and h.changed_at > p_since
        and (
            h.previous_status is null
            or h.owner_id is distinct from h.previous_owner_id
        )
$$;

comment on function suppliers._digest_tasks(uuid, timestamptz) is
    'Sections due_soon, overdue, blocked and assigned, the last since a time.';

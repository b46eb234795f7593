-- suppliers._task_people: who is notified of which tasks.
--
-- Only people who see the task: an owner who left the supplier and does not manage the
-- project is none, and then all people of the supplier are notified; nor is one who has
-- lost the app role by now. Tasks are grouped
-- before people are looked for, so many tasks cost little more than one.

create or replace function suppliers._task_people(
    p_task_ids bigint[], p_has_managers boolean
)
    returns table (user_id uuid, project_id bigint, task_ids bigint[])
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with part as (
        select
            g.project_id, g.supplier_id, g.task_ids,
            case
                when u.user_id is not null and core.keeps_role(g.owner_id, 'supplier')
                    then g.owner_id
                when
                    m.user_id is not null
                    and core.keeps_role(g.owner_id, 'project_manager')
                    then g.owner_id
            end as owner_id
        from (
            select
                i.project_id, i.supplier_id, i.owner_id,
                array_agg(i.id order by i.id) as task_ids
            from suppliers.task_instances as i
            where i.id = any(p_task_ids)
            group by i.project_id, i.supplier_id, i.owner_id
        ) as g
        left join suppliers.supplier_users as u
            on g.supplier_id = u.supplier_id and g.owner_id = u.user_id
        left join suppliers.project_managers as m
            on g.project_id = m.project_id and g.owner_id = m.user_id
    )

    select o.owner_id as user_id, o.project_id, o.task_ids
    from part as o
    where o.owner_id is not null

    union

    select u.user_id, o.project_id, o.task_ids
    from part as o
    inner join suppliers.supplier_users as u on o.supplier_id = u.supplier_id
    where o.owner_id is null and core.keeps_role(u.user_id, 'supplier')

    union

    select m.user_id, o.project_id, o.task_ids
    from part as o
    inner join suppliers.project_managers as m on o.project_id = m.project_id
    where p_has_managers and core.keeps_role(m.user_id, 'project_manager')
$$;

comment on function suppliers._task_people(bigint[], boolean) is
    'The owner, else the people of the supplier; and the managers, where they are '
    'wanted. Each person has each of its tasks once, in one or more rows.';

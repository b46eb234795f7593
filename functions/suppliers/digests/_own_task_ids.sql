-- suppliers._own_task_ids: the tasks that are a user's own, by due date.
--
-- Those whom suppliers._task_people names: the owner, else all people of the supplier.
-- A user who has lost the app role by now has none.

create or replace function suppliers._own_task_ids(
    p_user_id uuid, p_from_on date, p_until_on date
)
    returns setof bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select i.id
    from suppliers.task_instances as i
    left join suppliers.supplier_users as u
        on i.supplier_id = u.supplier_id and i.owner_id = u.user_id
    left join suppliers.project_managers as m
        on i.project_id = m.project_id and i.owner_id = m.user_id
    where
        i.owner_id = p_user_id
        and i.due_on between p_from_on and p_until_on
        and (
            (u.user_id is not null and (select core.keeps_role(p_user_id, 'supplier')))
            or (
                m.user_id is not null
                and (select core.keeps_role(p_user_id, 'project_manager'))
            )
        )

    union all

    select i.id
    from suppliers.supplier_users as s
    inner join suppliers.task_instances as i on s.supplier_id = i.supplier_id
    left join suppliers.supplier_users as u
        on i.supplier_id = u.supplier_id and i.owner_id = u.user_id
    left join suppliers.project_managers as m
        on i.project_id = m.project_id and i.owner_id = m.user_id
    where
        s.user_id = p_user_id
        and (select core.keeps_role(p_user_id, 'supplier'))
        and i.due_on between p_from_on and p_until_on
        and u.user_id is null
        and m.user_id is null
$$;

comment on function suppliers._own_task_ids(uuid, date, date) is
    'Ids of suppliers.task_instances; each once.';

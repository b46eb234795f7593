-- suppliers._task_people: who is told of which tasks.
--
-- Only people who see the task: an owner who left the supplier and does not manage the
-- project is none, and then all people of the supplier are told.

create or replace function suppliers._task_people(
    p_task_ids bigint[], p_has_managers boolean
)
    returns table (user_id uuid, task_id bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with task as (
        select
            i.id, i.project_id, i.supplier_id, i.owner_id,
            u.user_id is not null or m.user_id is not null as has_owner
        from suppliers.task_instances as i
        left join suppliers.supplier_users as u
            on i.supplier_id = u.supplier_id and i.owner_id = u.user_id
        left join suppliers.project_managers as m
            on i.project_id = m.project_id and i.owner_id = m.user_id
        where i.id = any(p_task_ids)
    )

    select t.owner_id as user_id, t.id as task_id
    from task as t
    where t.has_owner

    union

    select u.user_id, t.id
    from task as t
    inner join suppliers.supplier_users as u on t.supplier_id = u.supplier_id
    where not t.has_owner

    union

    select m.user_id, t.id
    from task as t
    inner join suppliers.project_managers as m on t.project_id = m.project_id
    where p_has_managers
$$;

comment on function suppliers._task_people(bigint[], boolean) is
    'The owner, else the people of the supplier; and the managers, where they are wanted.';

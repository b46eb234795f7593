-- suppliers._scope_faults: which tasks the caller does not have, or which are closed.
--
-- A task that the caller may not see is an unknown one.

create or replace function suppliers._scope_faults(
    p_task_ids bigint[], p_app_roles text[] default null
)
    returns table (task_id bigint, key text, field text, message text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        u.id,
        f.key,
        'task_id',
        case f.key
            when 'suppliers.unknown_task'
                then format('There is no task %s.', coalesce(u.id::text, 'null'))
            else format('The project of task %s is closed, or its supplier removed.', u.id)
        end
    from unnest(p_task_ids) as u (id)
    left join suppliers.task_instances as i on u.id = i.id
    left join suppliers._list_scopes(p_task_ids, p_app_roles) as a
        on i.supplier_project_id = a.supplier_project_id and cardinality(a.roles) > 0
    cross join lateral (
        select case
            when a.supplier_project_id is null then 'suppliers.unknown_task'
            when not a.is_open then 'suppliers.project_closed'
        end as key
    ) as f
    where f.key is not null
$$;

comment on function suppliers._scope_faults(bigint[], text[]) is
    'Faults of suppliers.unknown_task and suppliers.project_closed.';

-- suppliers._require_task: raise unless the caller has a task.

create or replace function suppliers._require_task(p_task_id bigint)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_roles text[];
begin
    select s.roles
    into v_roles
    from suppliers._list_scopes(array[p_task_id]) as s;
    if coalesce(cardinality(v_roles), 0) = 0 then
        perform core.raise_error(
            'suppliers.unknown_task',
            format('There is no task %s.', coalesce(p_task_id::text, 'null'))
        );
    end if;
    return v_roles;
end;
$$;

comment on function suppliers._require_task(bigint) is
$$The caller's roles towards the task.

Errors: PT404 suppliers.unknown_task.
$$;

-- suppliers._requested_tasks: the tasks of a bulk call, by id, each once.

create or replace function suppliers._requested_tasks(p_request jsonb)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_request ? 'task_ids' then
        return array(
            select distinct n.id::bigint
            from jsonb_array_elements_text(p_request -> 'task_ids') as n (id)
            order by n.id::bigint
        );
    end if;
    return suppliers._select_tasks(
        (p_request ->> 'project_id')::bigint, p_request -> 'filter'
    );
end;
$$;

comment on function suppliers._requested_tasks(jsonb) is
    'Ids of {task_ids} or {project_id, filter}.';

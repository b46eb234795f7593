-- suppliers._run_bulk: make one change of the tasks of a chunk.
--
-- The good tasks are one statement; each other one is an error of the operation, with
-- the sentences of all its faults. A task that the user does not have is not locked,
-- and stays refused if the user gets it meanwhile. Definer: the worker has no grant on
-- the tables. Locks: see suppliers._lock_tasks.

create or replace function suppliers._run_bulk(
    p_operation core.operations, p_chunk jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := array(
        select i.id::bigint
        from jsonb_array_elements_text(p_chunk) with ordinality as i (id, place)
        order by i.place
    );
    v_change constant jsonb := p_operation.params -> 'change';
    v_app_roles constant text[] := array(
        select jsonb_array_elements_text(p_operation.params -> 'app_roles')
    );
    v_had bigint[];
    v_refused jsonb;
begin
    v_had := array(
        select i.id
        from suppliers.task_instances as i
        inner join suppliers._list_scopes(v_ids, v_app_roles) as s
            on i.supplier_project_id = s.supplier_project_id
        where i.id = any(v_ids) and cardinality(s.roles) > 0
    );
    perform suppliers._lock_tasks(v_had);
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'place', array_position(v_ids, f.task_id), 'task_id', f.task_id,
                'key', f.key, 'detail', f.detail
            )
        ),
        '[]'
    )
    into v_refused
    from (
        select
            b.task_id,
            (array_agg(b.key order by suppliers._gravity(b.key), b.key))[1] as key,
            string_agg(b.message, ' ' order by suppliers._gravity(b.key), b.key) as detail
        from (
            select o.task_id, o.key, o.message
            from suppliers._bulk_faults(v_had, v_change, v_app_roles) as o
            union all
            select u.id, 'suppliers.unknown_task', format('There is no task %s.', u.id)
            from unnest(v_ids) as u (id)
            where u.id <> all(v_had)
        ) as b
        group by b.task_id
    ) as f;
    perform suppliers._apply_bulk(
        array(
            select u.id
            from unnest(v_ids) as u (id)
            left join jsonb_to_recordset(v_refused) as r (task_id bigint)
                on u.id = r.task_id
            where r.task_id is null
        ),
        v_change, p_operation.id
    );
    return v_refused;
end;
$$;

comment on function suppliers._run_bulk(core.operations, jsonb) is
    'Chunk function of suppliers.bulk_update_status and bulk_update_due_dates: task '
    'ids. Returns the refused ones.';

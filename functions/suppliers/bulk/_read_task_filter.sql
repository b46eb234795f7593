-- suppliers._read_task_filter: read which tasks of a project a caller means.
--
-- An unknown key is refused: a filter that is misspelled must not mean every task.

create or replace function suppliers._read_task_filter(p_filter jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_fields constant jsonb := '{
        "supplier_id": "bigint", "status": "text", "phase": "text", "due_from": "date",
        "due_until": "date"
    }'::jsonb;
    v_filter constant jsonb := jsonb_strip_nulls(
        coalesce(core.read_json('filter', p_filter, 'object', 2000000), '{}'::jsonb)
    );
    v_fault text;
begin
    perform core.read_records(
        'filter', jsonb_build_array(v_filter - 'task_ids'), c_fields, 1, 'Filter',
        'core.invalid_argument', 'core.invalid_argument', '{}'
    );
    if v_filter ? 'phase' and not exists (
        select from suppliers.phases as p where p.code = v_filter ->> 'phase'
    ) then
        v_fault := format('phase %L is unknown.', core.excerpt(v_filter ->> 'phase'));
    end if;
    -- An id is written as one: 1.0 is a number, but no cast makes it a bigint.
    if v_fault is null and (case
        when jsonb_typeof(v_filter -> 'task_ids') = 'array' then exists (
            select
            from jsonb_array_elements(v_filter -> 'task_ids') as e (id)
            where e.id::text !~ '^[1-9][0-9]{0,17}$'
        )
        else v_filter ? 'task_ids'
    end) then
        v_fault := 'task_ids is not an array of ids.';
    end if;
    if v_fault is not null then
        perform core.raise_error('core.invalid_argument', v_fault);
    end if;
    if v_filter ? 'status' then
        perform suppliers._read_status(v_filter ->> 'status');
    end if;
    return v_filter;
end;
$$;

comment on function suppliers._read_task_filter(jsonb) is
$${supplier_id, status, phase, due_from, due_until, task_ids}, without nulls.

Errors: PT422 core.invalid_argument.
$$;

-- filters._apply_config: make a checked configuration the current one.
--
-- Switching a dimension on, or changing what it reads, starts a fill. Switching it off
-- keeps its values as frozen counts or drops them; an unfinished fill keeps nothing. If
-- the dimension moves to another source, the triggers of both sources are compiled
-- again.

create or replace function filters._apply_config(
    p_config jsonb, p_is_on boolean, p_keep_values boolean, p_reason text
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_config ->> 'name';
    v_was filters.dimensions;
    v_is filters.dimensions;
    v_number bigint;
    v_operation bigint;
begin
    select * into v_was
    from filters.dimensions
    where name = v_name;
    -- An unchanged row is not written: its table may have been dropped, with its name.
    if v_was.name is null or filters._dimension_config(v_was) <> p_config then
        perform filters._write_dimension(p_config);
    end if;
    v_number := filters._record_version(v_name, p_is_on, p_reason);
    select * into strict v_is
    from filters.dimensions
    where name = v_name;

    if v_is.counted_by = 'cells' then
        update filters.dimensions
        set state = case when p_is_on then 'live' else 'off' end
        where name = v_name;
    elsif not p_is_on then
        perform filters._stop_counting(v_name, p_keep_values);
    elsif v_is.state = 'off' or (
        v_was.source_table, v_was.column_name, v_was.json_path, v_was.parent
    ) is distinct from (
        v_is.source_table, v_is.column_name, v_is.json_path, v_is.parent
    ) then
        v_operation := filters._start_fill(v_name, v_number);
    end if;
    if v_was.source_table <> v_is.source_table then
        perform filters._compile_dimension(v_was.source_table);
    end if;

    return jsonb_build_object(
        'dimension', v_name,
        'version', v_number,
        'state', (select state from filters.dimensions where name = v_name),
        'operation_id', v_operation
    );
end;
$$;

comment on function filters._apply_config(jsonb, boolean, boolean, text) is
    '{dimension, version, state, operation_id}. Errors: PT409 filters.source_busy.';

-- core._run_chunk: give one chunk to its function; when it refuses, item by item.
--
-- A refused item is undone alone and written down. What would pass when tried again
-- (deadlock, lock timeout, lack of resources, shutdown) is no refusal: it goes up, and
-- the job is tried again from where its last slice committed. For
-- core.run_operation_chunks alone: its caller chooses the function and the row, so it
-- is granted to no role.

create or replace function core._run_chunk(
    p_operation core.operations,
    p_function regproc,
    p_chunk core.operation_chunks
)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_call text := format('select %s($1, $2)', p_function);
    v_item record;
    v_failed integer := 0;
    v_detail text;
    v_hint text;
begin
    begin
        execute v_call using p_operation, p_chunk.items;
        return 0;
    exception
        when others then
            if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
                raise;
            end if;
    end;

    for v_item in
        select
            i.item,
            p_chunk.first_item + i.place - 1 as number
        from jsonb_array_elements(p_chunk.items) with ordinality as i (item, place)
        order by i.place
    loop
        begin
            execute v_call using p_operation, jsonb_build_array(v_item.item);
        exception
            when others then
                if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
                    raise;
                end if;
                get stacked diagnostics
                    v_detail = pg_exception_detail,
                    v_hint = pg_exception_hint;
                insert into core.operation_errors (
                    operation_id, item_number, item, code, message, detail, hint,
                    failed_at
                )
                values (
                    p_operation.id, v_item.number, v_item.item, sqlstate,
                    left(sqlerrm, 1000), left(v_detail, 1000), v_hint, core.now()
                );
                v_failed := v_failed + 1;
        end;
    end loop;
    return v_failed;
end;
$$;

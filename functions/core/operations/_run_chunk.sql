-- core._run_chunk: pass one chunk to its function; if it raises, item by item.
--
-- A failed item is undone alone and recorded. An error that a retry may solve
-- (deadlock, lock timeout, lack of resources, shutdown) is raised instead, and the job
-- is tried again from the last committed slice. For core.run_operation_chunks only: the
-- caller chooses the function and the row, so no role has a grant.

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
    v_item core.operation_chunks := p_chunk;
    v_failed integer := 0;
    v_detail text;
    v_hint text;
begin
    begin
        return core._call_chunk(p_operation, p_function, p_chunk);
    exception
        when others then
            if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
                raise;
            end if;
    end;

    for v_item.first_item, v_item.items in
        select
            p_chunk.first_item + i.place - 1,
            jsonb_build_array(i.item)
        from jsonb_array_elements(p_chunk.items) with ordinality as i (item, place)
        order by i.place
    loop
        begin
            v_failed := v_failed + core._call_chunk(p_operation, p_function, v_item);
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
                    p_operation.id, v_item.first_item, v_item.items -> 0, sqlstate,
                    left(sqlerrm, 1000), left(v_detail, 1000), v_hint, core.now()
                );
                v_failed := v_failed + 1;
        end;
    end loop;
    return v_failed;
end;
$$;

-- core._call_chunk: pass some items to their function, and record those it refuses.
--
-- A function that returns void refuses by an error. One that returns jsonb may refuse
-- single items and do the others in the same statement. For core._run_chunk only: the
-- caller chooses the function and the row, so no role has a grant.

create or replace function core._call_chunk(
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
    v_answer text;
    v_failed integer;
begin
    -- A void answer is an empty text, or null.
    execute format('select %s($1, $2)', p_function)
    into v_answer
    using p_operation, p_chunk.items;

    insert into core.operation_errors (
        operation_id, item_number, item, code, message, detail, hint, failed_at
    )
    select
        p_operation.id, p_chunk.first_item + f.place - 1, p_chunk.items -> f.place - 1,
        e.sqlstate, e.key, coalesce(left(f.detail, 1000), ''), e.hint, core.now()
    from jsonb_to_recordset(nullif(v_answer, '')::jsonb) as f (
        place integer, key text, detail text
    )
    left join core.error_codes as e on f.key = e.key;
    get diagnostics v_failed = row_count;
    return v_failed;
end;
$$;

comment on function core._call_chunk(
    core.operations, regproc, core.operation_chunks
) is
    'How many items the function refused; see column chunk_function of '
    'core.operation_kinds.';

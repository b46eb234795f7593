-- core.cancel_operation: cancel an operation.
--
-- Definer: callers have no grant to write. It locks only the operation's row, which a
-- slice locks at its end, so it waits for no chunk. A running slice ends after its
-- current chunk; its effects stay and are counted.

create or replace function core.cancel_operation(p_operation_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
begin
    perform core._find_operation(p_operation_id);
    select *
    into strict v_operation
    from core.operations
    where id = p_operation_id
    for no key update;
    if v_operation.finished_at is not null
        and v_operation.cancel_requested_at is null
    then
        perform core.raise_error(
            'core.operation_finished',
            format('Operation %s has %s.', v_operation.id, v_operation.status)
        );
    end if;

    if v_operation.finished_at is null then
        update core.operations
        set cancel_requested_at = coalesce(cancel_requested_at, core.now())
        where id = p_operation_id;
        perform core._record_operation_progress(p_operation_id, 0, 0);
    end if;
    return core.get_operation(p_operation_id);
end;
$$;

grant execute on function core.cancel_operation(bigint)
to authenticated, service_role, app_worker;

comment on function core.cancel_operation(bigint) is
$$Cancel an operation: finished items stay, the rest is skipped.

A second call changes nothing. While a chunk runs, the status stays running with
cancel_requested true.
Returns: get_operation
Errors: PT404 core.operation_not_found, PT409 core.operation_finished.
Emits: core.operation.finished.
Example: {"operation_id": 3}
Budget: 50 ms.
$$;

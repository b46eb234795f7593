-- core._record_operation_progress: sum up a slice's results, finish a complete
-- operation.
--
-- Locks the operation's row, then reads the chunks: if two slices end at once, the
-- second sees the first one's chunks, so exactly one of them finishes the operation.
-- The lock leaves the key alone: slices that have written errors hold it shared.
-- Chunks that another slice has locked are left to it (skip locked): waiting for them
-- while holding the row would be a deadlock.

create or replace function core._record_operation_progress(
    p_operation_id bigint,
    p_done integer,
    p_failed integer
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
    v_now timestamptz := core.now();
    v_skipped integer := 0;
begin
    select *
    into strict v_operation
    from core.operations
    where id = p_operation_id
    for no key update;
    if v_operation.finished_at is not null then
        return true;
    end if;

    if v_operation.cancel_requested_at is not null then
        with open as (
            select c.number
            from core.operation_chunks as c
            where c.operation_id = p_operation_id and c.status = 'pending'
            for update skip locked
        ),

        skipped as (
            update core.operation_chunks as c
            set
                status = 'skipped',
                finished_at = v_now
            from open as o
            where c.operation_id = p_operation_id and c.number = o.number
            returning jsonb_array_length(c.items) as items
        )

        select coalesce(sum(s.items), 0)
        into v_skipped
        from skipped as s;
    end if;

    update core.operations as o
    set
        status = 'running',
        done = o.done + p_done,
        failed = o.failed + p_failed,
        skipped = o.skipped + v_skipped,
        started_at = coalesce(o.started_at, v_now),
        progressed_at = case
            when p_done + p_failed + v_skipped > 0 then v_now
            else o.progressed_at
        end
    where o.id = p_operation_id
    returning o.* into v_operation;

    if v_operation.done + v_operation.failed + v_operation.skipped
        < v_operation.total
    then
        return false;
    end if;

    update core.operations as o
    set
        status = case
            when o.skipped > 0 then 'cancelled'
            when o.failed = 0 then 'succeeded'
            when o.done = 0 then 'failed'
            else 'partial'
        end,
        finished_at = v_now
    where o.id = p_operation_id
    returning o.* into v_operation;
    perform core.emit(
        p_type => 'core.operation.finished',
        p_topic => 'core:operation:' || v_operation.id,
        p_entity_id => v_operation.id::text,
        p_payload => jsonb_build_object(
            'v', 1,
            'kind', v_operation.kind,
            'status', v_operation.status,
            'total', v_operation.total,
            'done', v_operation.done,
            'failed', v_operation.failed,
            'skipped', v_operation.skipped,
            'requested_by', v_operation.requested_by
        )
    );
    return true;
end;
$$;

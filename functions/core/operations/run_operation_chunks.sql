-- core.run_operation_chunks: run chunks of an operation for one slice of time.
--
-- Definer: chunk functions write on behalf of the caller who started the operation, and
-- check that caller's rights. Until the function returns, core.actor_id,
-- core.traceparent and core.request_id are those of the starting call, so audit entries
-- and events name it. The slice starts with the transaction, since a worker runs jobs
-- in batches. Locks, in this order: one pending chunk after the other (skip locked, so
-- two slices never run the same chunk; by number, so that slices whose chunks lock rows
-- lock them in one order), at the end the operation's row. Effects, chunk
-- status, progress and the next job commit together: a worker that crashes within a
-- slice has done nothing, and the next slice continues after the last commit. A cancel
-- is noticed between chunks. If the user who started the operation was deleted or
-- banned since, the operation is cancelled.

create or replace function core.run_operation_chunks(
    p_operation_id bigint,
    p_lane integer default 1
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
    v_function regproc;
    v_chunk core.operation_chunks;
    v_number integer := 0;
    v_until timestamptz := now() + make_interval(
        secs => (core.setting('core.operation_slice_ms'))::numeric / 1000
    );
    v_claims text := coalesce(current_setting('request.jwt.claims', true), '');
    v_trace text := coalesce(current_setting('rowhouse.traceparent', true), '');
    v_request text := coalesce(current_setting('rowhouse.request_id', true), '');
    v_is_finished boolean;
    v_refused integer;
    v_done integer := 0;
    v_failed integer := 0;
begin
    update core.operations as o
    set cancel_requested_at = core.now()
    where
        o.id = p_operation_id
        and o.finished_at is null
        and o.cancel_requested_at is null
        and o.is_requester_listed
        and core._user_status(o.requested_by) <> 'listed';

    loop
        select *
        into v_operation
        from core.operations
        where id = p_operation_id;
        if v_operation.id is null then
            return 'finished';
        end if;
        exit when
            v_operation.finished_at is not null
            or v_operation.cancel_requested_at is not null;

        select *
        into v_chunk
        from core.operation_chunks
        where
            operation_id = p_operation_id
            and status = 'pending'
            and number > v_number
        order by number
        limit 1
        for update skip locked;
        exit when v_chunk.number is null;
        v_number := v_chunk.number;

        if v_function is null then
            select k.chunk_function::regproc
            into strict v_function
            from core.operation_kinds as k
            where k.kind = v_operation.kind;
            perform
                set_config(
                    'request.jwt.claims',
                    jsonb_strip_nulls(
                        jsonb_build_object('sub', v_operation.requested_by)
                    )::text,
                    true
                ),
                set_config(
                    'rowhouse.traceparent', coalesce(v_operation.traceparent, ''), true
                ),
                set_config(
                    'rowhouse.request_id', coalesce(v_operation.request_id, ''), true
                );
        end if;
        v_refused := core._run_chunk(v_operation, v_function, v_chunk);
        update core.operation_chunks
        set
            status = 'done',
            finished_at = core.now()
        where operation_id = p_operation_id and number = v_chunk.number;
        v_failed := v_failed + v_refused;
        v_done := v_done + jsonb_array_length(v_chunk.items) - v_refused;
        exit when clock_timestamp() >= v_until;
    end loop;

    v_is_finished := core._record_operation_progress(p_operation_id, v_done, v_failed);
    if not v_is_finished then
        -- No free chunk, but not finished: another slice holds the rest and may crash.
        perform core._enqueue_operation(
            p_operation_id,
            p_lane,
            case when v_done + v_failed = 0 then interval '5 seconds' else '0' end
        );
    end if;
    perform
        set_config('request.jwt.claims', v_claims, true),
        set_config('rowhouse.traceparent', v_trace, true),
        set_config('rowhouse.request_id', v_request, true);
    return case when v_is_finished then 'finished' else 'continued' end;
end;
$$;

grant execute on function core.run_operation_chunks(bigint, integer)
to service_role, app_worker;

comment on function core.run_operation_chunks(bigint, integer) is
$$Run pending chunks of an operation for core.operation_slice_ms.

Returns `finished` or `continued`. Each chunk is applied once, however often and by how
many sessions this is called.
Emits: core.operation.finished.
$$;

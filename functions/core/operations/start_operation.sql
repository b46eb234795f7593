-- core.start_operation: start an operation, which jobs run chunk by chunk.
--
-- Definer: callers have no grant on these tables. The RPC that calls this is definer
-- too and decides who may start the kind; no API role can call it directly. An advisory
-- lock until the commit serializes the starts of one caller, so the limits are exact.
-- Operation, chunks and job commit together with the caller's other changes.

create or replace function core.start_operation(
    p_kind text,
    p_items jsonb,
    p_params jsonb default '{}'
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kind core.operation_kinds;
    v_actor uuid := core.actor_id();
    v_now timestamptz := core.now();
    v_total integer;
    v_started integer;
    v_open integer;
    v_id bigint;
begin
    select *
    into v_kind
    from core.operation_kinds
    where kind = p_kind;
    if v_kind.kind is null
        or to_regprocedure(v_kind.chunk_function || '(core.operations, jsonb)') is null
    then
        perform core.raise_error(
            'core.unknown_operation_kind',
    format('There is no operation kind %L.', core.excerpt(p_kind))
        );
    end if;
    if jsonb_typeof(p_items) is distinct from 'array'
        or jsonb_typeof(p_params) is distinct from 'object'
    then
        perform core.raise_error(
            'core.invalid_argument', 'items must be an array, params an object.'
        );
    end if;
    v_total := jsonb_array_length(p_items);
    if v_total > v_kind.max_items then
        perform core.raise_error(
            'core.invalid_argument',
            format('%s items, at most %s.', v_total, v_kind.max_items)
        );
    end if;

    if not core._is_operator() then
        perform core.require_user();
    end if;
    if v_actor is not null then
        perform pg_advisory_xact_lock(
            hashtextextended('core.operations:' || v_actor, 0)
        );
        select
            count(*) filter (
                where
                    o.created_at > v_now - interval '1 minute'
                    and o.created_at < v_now + interval '1 minute'
            ),
            count(*) filter (where o.finished_at is null)
        into v_started, v_open
        from core.operations as o
        where o.requested_by = v_actor;
        if v_started >= (core.setting('core.operations_per_minute'))::integer
            or v_open >= (core.setting('core.operations_at_once'))::integer
        then
            perform core.raise_error(
                'core.too_many_operations',
                format('%s started within a minute, %s unfinished.', v_started, v_open)
            );
        end if;
    end if;

    insert into core.operations (
        kind, params, total, requested_by, is_requester_listed, request_id,
        traceparent, created_at, progressed_at
    )
    values (
        p_kind, p_params, v_total, v_actor, core._user_status(v_actor) <> 'absent',
        core.request_id(), core.traceparent(), v_now, v_now
    )
    returning id into v_id;

    insert into core.operation_chunks (operation_id, number, first_item, items)
    select
        v_id,
        (i.place - 1) / v_kind.chunk_size + 1,
        min(i.place),
        jsonb_agg(i.item order by i.place)
    from jsonb_array_elements(p_items) with ordinality as i (item, place)
    group by (i.place - 1) / v_kind.chunk_size;

    if v_total = 0 then
        perform core._record_operation_progress(v_id, 0, 0);
    else
        perform core._enqueue_operation(v_id, n)
        from generate_series(1, v_kind.parallel) as n;
    end if;
    return v_id;
end;
$$;

grant execute on function core.start_operation(text, jsonb, jsonb)
to service_role, app_worker;

comment on function core.start_operation(text, jsonb, jsonb) is
$$Start an operation of a kind on items; returns its id.

For RPCs of the modules, which decide who may. Each item is passed to the kind's chunk
function once; a failed item does not affect the others. get_operation shows progress.
Errors: PT422 core.unknown_operation_kind, core.invalid_argument, PT403
core.not_permitted (a caller whose subject is not a UUID), PT429 core.too_many_operations.
Emits: core.operation.finished.
$$;

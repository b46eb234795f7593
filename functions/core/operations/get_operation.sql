-- core.get_operation: status and progress of an operation.

create or replace function core.get_operation(p_operation_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', o.id,
        'kind', o.kind,
        'status', o.status,
        'total', o.total,
        'done', o.done,
        'failed', o.failed,
        'skipped', o.skipped,
        'progress', case
            when o.total = 0 then 1
            else round((o.done + o.failed + o.skipped)::numeric / o.total, 4)
        end,
        'cancel_requested', o.cancel_requested_at is not null,
        'created_at', o.created_at,
        'started_at', o.started_at,
        'progressed_at', o.progressed_at,
        'finished_at', o.finished_at
    )
    from core._find_operation(p_operation_id) as o
$$;

grant execute on function core.get_operation(bigint)
to authenticated, service_role, app_worker;

comment on function core.get_operation(bigint) is
$$Status and progress of an operation of the caller; an admin sees any.

partial: some items failed; failed: all did.
Returns: {id: bigint, kind: text, status: "queued" | "running" | "succeeded" | "partial"
| "failed" | "cancelled", total: integer, done: integer, failed: integer, skipped:
integer, progress: numeric, cancel_requested: boolean, created_at: timestamptz,
started_at: timestamptz | null, progressed_at: timestamptz, finished_at: timestamptz |
null}
Units: total, done, failed and skipped are items; progress from 0 to 1.
Errors: PT404 core.operation_not_found.
Example: {"operation_id": 3}
Budget: 20 ms.
$$;

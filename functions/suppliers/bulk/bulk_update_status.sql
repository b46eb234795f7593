-- suppliers.bulk_update_status: give many tasks one status.
--
-- Definer: callers may write none of the tables.

create or replace function suppliers.bulk_update_status(
    p_task_ids bigint[],
    p_status text,
    p_note text default null,
    p_dry_run boolean default false,
    p_idempotency_key text default null,
    p_after text default null,
    p_page_size integer default 500
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.bulk_update_status', p_after, p_page_size, '{bigint}'
    );
    v_request jsonb;
begin
    perform core.read_list('task_ids', p_task_ids, 1, 100000);
    perform suppliers._read_status(p_status);
    perform core.read_text('note', p_note, 0, 500);
    perform suppliers._read_dry_run(p_dry_run);
    v_request := jsonb_build_object(
        'task_ids', to_jsonb(p_task_ids),
        'change', jsonb_build_object('status', p_status, 'note', p_note)
    );
    perform suppliers._limit_bulk();
    if p_dry_run then
        perform suppliers._log_read('bulk_preview', null);
        return suppliers._preview_bulk(
            suppliers._requested_tasks(v_request), v_request -> 'change', v_page
        );
    end if;
    return core.answer_once('suppliers._bulk_update', p_idempotency_key, v_request);
end;
$$;

grant execute on function suppliers.bulk_update_status(
    bigint[], text, text, boolean, text, text, integer
) to authenticated, service_role;

comment on function suppliers.bulk_update_status(
    bigint[], text, text, boolean, text, text, integer
) is
$$Change the status of up to 100,000 tasks, by the rules of update_task_status.

Up to 500 tasks are changed at once: a fault of one refuses all. More become an
operation: get_operation, list_operation_errors and cancel_operation show and stop it,
its progress is live on suppliers:operation:<id>, and each refused task is one of its
errors. dry_run changes nothing and returns one page of the exact difference; after and
page_size are for it alone, and it ignores idempotency_key. An id that comes twice
counts once. after is null where the task is refused; code, supplier_id and before are
null, too, where the caller does not have it. items is empty with an operation,
operation_id null without one.
Returns: {items: [{task_id: bigint, code: text | null, supplier_id: bigint | null,
before: {status: get_task.status, started_at: timestamptz | null, finished_at:
timestamptz | null, paused_at: timestamptz | null, paused_days: integer, version:
bigint} | null, after: {status: get_task.status, started_at: timestamptz | null,
finished_at: timestamptz | null, paused_at: timestamptz | null, paused_days: integer,
version: bigint} | null, errors: validate_task_change}], next: text | null, dry_run:
boolean, total: bigint, operation_id: bigint | null}
Units: note has at most 500 characters; page_size from 1 to 500.
Errors: the gravest fault: PT404 suppliers.unknown_task, PT403 core.not_permitted, PT409
suppliers.transition_refused, PT409 suppliers.dependency_open, PT409
suppliers.project_closed, PT422 suppliers.not_capable, PT422 suppliers.note_needed; the
detail has the sentences of the first ones, a dry run lists all. PT422
core.invalid_argument, PT422 core.invalid_cursor, PT422 core.invalid_page_size, PT422
core.idempotency_key_reused,
PT409 core.idempotency_key_in_use, PT429 core.rate_limited, PT429
core.too_many_operations, PT405 core.post_only.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>,
suppliers.operation.progressed.
Example: {"task_ids": [1, 3], "status": "in_progress", "dry_run": true}
Budget: 500 ms.
$$;

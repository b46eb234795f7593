-- suppliers.bulk_update_due_dates: move the dates of many tasks of a project.
--
-- Definer: callers may write none of the tables.

create or replace function suppliers.bulk_update_due_dates(
    p_project_id bigint,
    p_shift_days integer,
    p_filter jsonb,
    p_reason text,
    p_cause text default null,
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
        'suppliers.bulk_update_due_dates', p_after, p_page_size, '{bigint}'
    );
    v_request jsonb;
begin
    perform suppliers._require_project(p_project_id);
    perform suppliers._require_active(p)
    from suppliers.projects as p
    where p.id = p_project_id;
    perform suppliers._read_shift(p_shift_days);
    perform core.read_text('reason', p_reason, 0, 500);
    perform suppliers._read_cause(p_cause);
    perform suppliers._read_dry_run(p_dry_run);
    v_request := jsonb_build_object(
        'project_id', p_project_id,
        'filter', suppliers._read_task_filter(p_filter),
        'change', jsonb_build_object(
            'shift_days', p_shift_days, 'reason', p_reason, 'cause', p_cause
        )
    );
    perform suppliers._limit_bulk();
    if p_dry_run then
        perform suppliers._log_read('bulk_preview', p_project_id);
        return suppliers._preview_bulk(
            suppliers._requested_tasks(v_request), v_request -> 'change', v_page
        );
    end if;
    return core.answer_once('suppliers._bulk_update', p_idempotency_key, v_request);
end;
$$;

grant execute on function suppliers.bulk_update_due_dates(
    bigint, integer, jsonb, text, text, boolean, text, text, integer
) to authenticated, service_role;

comment on function suppliers.bulk_update_due_dates(
    bigint, integer, jsonb, text, text, boolean, text, text, integer
) is
$$Move the dates of the open tasks of a project that a filter selects.

filter: conditions apply together, {} selects all open tasks that the caller has, up to
100,000. Each task moves by working days of its supplier's calendar; a task that has
started keeps its start. Successors do not move with it unless they are selected. cause,
dry_run, idempotency_key, after, page_size, the answer and the size from which it is an
operation: as for update_task_due and bulk_update_status. An operation moves what the
filter selected when it was started.
Takes: {filter: {supplier_id?: bigint | null, status?: get_task.status | null, phase?:
text | null, due_from?: date | null, due_until?: date | null, task_ids?: [bigint] |
null}}
Returns: {items: [{task_id: bigint, code: text | null, supplier_id: bigint | null,
before: {start_on: date, due_on: date, version: bigint} | null, after: {start_on: date,
due_on: date, version: bigint} | null, errors: validate_task_change}], next: text |
null, dry_run: boolean, total: bigint, operation_id: bigint | null}
Units: shift_days in working days, from -1,000 to 1,000, not 0; due_from and due_until
YYYY-MM-DD, included; reason has at most 500 characters; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT409 suppliers.project_closed, PT422
suppliers.due_in_past, PT422 suppliers.due_before_start, PT422 suppliers.note_needed,
PT422 core.invalid_argument, PT422 core.invalid_cursor, PT422 core.invalid_page_size,
PT422 core.idempotency_key_reused, PT409 core.idempotency_key_in_use, PT429
core.rate_limited, PT429 core.too_many_operations, PT405 core.post_only.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>,
suppliers.operation.progressed.
Example: {"project_id": 2001, "shift_days": 5, "filter": {"phase": "samples"}, "reason":
"The fair is a week later.", "cause": "customer", "dry_run": true}
Budget: 500 ms.
$$;

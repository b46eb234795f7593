-- core.operations: bulk operations, their parameters and their progress.
--
-- The items are in core.operation_chunks; jobs of kind core.run_operation process them.

create table core.operations (
    id bigint generated always as identity primary key,
    kind text not null
    references core.operation_kinds (kind) on delete restrict,
    status text not null default 'queued',
    params jsonb not null default '{}',
    total integer not null,
    done integer not null default 0,
    failed integer not null default 0,
    skipped integer not null default 0,
    requested_by uuid,
    is_requester_listed boolean not null default false,
    request_id text,
    traceparent text,
    created_at timestamptz not null,
    started_at timestamptz,
    progressed_at timestamptz not null,
    cancel_requested_at timestamptz,
    finished_at timestamptz,

    constraint operations_status_check
        check (
            status in (
                'queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'
            )
        ),
    constraint operations_counts_check
        check (
            done >= 0 and failed >= 0 and skipped >= 0
            and done + failed + skipped <= total
        ),
    constraint operations_finished_at_check
        check ((finished_at is null) = (status in ('queued', 'running'))),
    constraint operations_complete_check
        check (finished_at is null or done + failed + skipped = total)
);

-- Serves: the number of operations that a caller has started lately.
create index operations_requested_by_created_at_idx
    on core.operations (requested_by, created_at);
-- Serves: the kinds in use; covers the foreign key.
create index operations_kind_idx on core.operations (kind);
-- The health check that looks for operations without progress.
create index operations_progressed_at_idx
    on core.operations (progressed_at) where finished_at is null;

alter table core.operations enable row level security;

comment on table core.operations is
    'Bulk operations: status and progress. Retention: settings of core.operations.';
comment on column core.operations.is_requester_listed is
    'auth.users had the caller. If the user is deleted there, the rest is cancelled.';
comment on column core.operations.status is
    'partial: some items failed; failed: all did; cancelled: some were not tried.';
comment on column core.operations.params is
    'The caller''s parameters for all items.';
comment on column core.operations.skipped is
    'Items that were not tried because the operation was cancelled.';
comment on column core.operations.traceparent is
    'W3C trace context of the request that started it.';

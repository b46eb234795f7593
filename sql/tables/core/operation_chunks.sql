-- core.operation_chunks: the items of an operation, in chunks.
--
-- The effect of a chunk and its status here commit together, so it is applied exactly
-- once, however often its job is started.

create table core.operation_chunks (
    operation_id bigint not null
    references core.operations (id) on delete cascade,
    number integer not null,
    first_item integer not null,
    items jsonb not null,
    status text not null default 'pending',
    finished_at timestamptz,

    primary key (operation_id, number),
    constraint operation_chunks_status_check
        check (status in ('pending', 'done', 'skipped')),
    constraint operation_chunks_items_check
        check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) > 0),
    constraint operation_chunks_finished_at_check
        check ((finished_at is null) = (status = 'pending'))
);

-- The next pending chunk.
create index operation_chunks_operation_id_number_idx
    on core.operation_chunks (operation_id, number) where status = 'pending';

alter table core.operation_chunks enable row level security;

comment on table core.operation_chunks is
    'Chunks of an operation: pending, done (also with failed items) or skipped.';
comment on column core.operation_chunks.first_item is
    'Position of its first item in the call, from 1.';

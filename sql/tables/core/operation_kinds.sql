-- core.operation_kinds: the kinds of bulk operations and the function that runs a
-- chunk.

create table core.operation_kinds (
    kind text primary key,
    chunk_function text not null,
    chunk_size integer not null default 100,
    parallel integer not null default 1,
    max_items integer not null default 100000,
    description text not null,

    constraint operation_kinds_kind_check
        check (kind ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint operation_kinds_chunk_function_check
        check (chunk_function ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint operation_kinds_chunk_size_check
        check (chunk_size between 1 and 10000),
    constraint operation_kinds_parallel_check
        check (parallel between 1 and 16),
    constraint operation_kinds_max_items_check
        check (max_items between 1 and 10000000)
);

alter table core.operation_kinds enable row level security;

comment on table core.operation_kinds is
    'Kinds of bulk operations, seeded by their modules.';
comment on column core.operation_kinds.chunk_function is
    'Name of f(p_operation core.operations, p_chunk jsonb) returns void, or jsonb: the '
    'refused items, [{place, key, detail}], where place counts from 1.';
comment on column core.operation_kinds.chunk_size is
    'Items per chunk. A chunk is one subtransaction; its locks last for a slice.';
comment on column core.operation_kinds.parallel is
    'Number of jobs that work on one operation at the same time.';
comment on column core.operation_kinds.max_items is
    'Maximum number of items of one call.';

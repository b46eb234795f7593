-- core.operation_errors: the failed items of an operation and their errors.

create table core.operation_errors (
    operation_id bigint not null
    references core.operations (id) on delete cascade,
    item_number integer not null,
    item jsonb not null,
    code text not null,
    message text not null,
    detail text not null,
    hint text not null,
    failed_at timestamptz not null,

    primary key (operation_id, item_number)
);

alter table core.operation_errors enable row level security;

comment on table core.operation_errors is
    'One row per failed item with its own error; the rest of the chunk is applied.';
comment on column core.operation_errors.item_number is
    'Position of the item in the call, from 1.';
comment on column core.operation_errors.code is
    'SQLSTATE of the item''s error.';

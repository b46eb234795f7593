-- core.operation_errors: the items of an operation that were refused, and why.

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
grant select on core.operation_errors to service_role, app_worker, app_reader;

comment on table core.operation_errors is
    'One row per item that failed: its own error, the others of its chunk stand.';
comment on column core.operation_errors.item_number is
    'Position of the item in the call, from 1.';
comment on column core.operation_errors.code is
    'SQLSTATE with which the item was refused.';

-- suppliers.capabilities: what a task may require of its supplier.

create table suppliers.capabilities (
    code text primary key,
    name text not null,
    is_certified boolean not null default false,

    constraint capabilities_code_check
        check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint capabilities_name_check
        check (length(name) between 1 and 200)
);

alter table suppliers.capabilities enable row level security;

comment on table suppliers.capabilities is
    'Capabilities by code.';
comment on column suppliers.capabilities.is_certified is
    'A supplier has it only while a certificate for it is valid.';

-- suppliers.supplier_capabilities: which supplier has which capability, and when.

create table suppliers.supplier_capabilities (
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    capability_code text not null
    references suppliers.capabilities (code) on delete restrict,
    valid_from_on date not null,
    valid_until_on date,

    primary key (supplier_id, capability_code, valid_from_on),
    constraint supplier_capabilities_valid_until_on_check
        check (valid_until_on >= valid_from_on)
);

-- Covers the foreign key of the capability.
create index supplier_capabilities_capability_code_idx
    on suppliers.supplier_capabilities (capability_code);

alter table suppliers.supplier_capabilities enable row level security;

comment on table suppliers.supplier_capabilities is
    'Capabilities of suppliers, with their periods.';
comment on column suppliers.supplier_capabilities.valid_until_on is
    'The last day; null: no end.';

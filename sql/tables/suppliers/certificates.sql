-- suppliers.certificates: the proof that a supplier has a capability.

create table suppliers.certificates (
    id bigint generated always as identity primary key,
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    capability_code text not null
    references suppliers.capabilities (code) on delete restrict,
    number text not null,
    valid_from_on date not null,
    valid_until_on date not null,
    revoked_at timestamptz,

    unique (supplier_id, capability_code, number),
    constraint certificates_number_check
        check (length(number) between 1 and 100),
    constraint certificates_valid_until_on_check
        check (valid_until_on >= valid_from_on)
);

-- Covers the foreign key of the capability.
create index certificates_capability_code_idx
    on suppliers.certificates (capability_code);
-- Serves: the certificates that expire soon.
create index certificates_valid_until_on_idx
    on suppliers.certificates (valid_until_on) where revoked_at is null;

alter table suppliers.certificates enable row level security;

comment on table suppliers.certificates is
    'Certificates of suppliers; each is valid on the days from its first to its last.';

-- suppliers.suppliers: the companies that do tasks.

create table suppliers.suppliers (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    country text,
    calendar_id bigint references suppliers.calendars (id) on delete restrict,
    is_active boolean not null default true,
    metadata jsonb not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint suppliers_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint suppliers_name_check
        check (length(name) between 1 and 200),
    constraint suppliers_country_check
        check (country ~ '^[A-Z]{2}$'),
    constraint suppliers_metadata_check
        check (jsonb_typeof(metadata) = 'object'),
    constraint suppliers_version_check
        check (version > 0)
);

-- Covers the foreign key of the calendar.
create index suppliers_calendar_id_idx on suppliers.suppliers (calendar_id);
-- Serves: list_suppliers by name, and the search for the same name twice.
create index suppliers_name_idx on suppliers.suppliers (lower(name), id);

alter table suppliers.suppliers enable row level security;

comment on table suppliers.suppliers is
    'Suppliers. A supplier never learns of another one.';
comment on column suppliers.suppliers.calendar_id is
    'Null: the supplier works by the calendar of each project.';
comment on column suppliers.suppliers.country is 'ISO 3166-1 alpha-2.';

-- suppliers.projects: what suppliers work for.
--
-- Its row is the lock of the templates and their dependencies.

create table suppliers.projects (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    status text not null default 'active',
    calendar_id bigint not null references suppliers.calendars (id) on delete restrict,
    timezone text not null default 'UTC',
    starts_on date not null,
    metadata jsonb not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint projects_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint projects_name_check
        check (length(name) between 1 and 200),
    constraint projects_status_check
        check (status in ('active', 'closed')),
    constraint projects_timezone_check
        check (length(timezone) between 1 and 100),
    constraint projects_starts_on_check
        check (starts_on between '1900-01-01' and '2999-12-31'),
    constraint projects_metadata_check
        check (jsonb_typeof(metadata) = 'object'),
    constraint projects_version_check
        check (version > 0)
);

-- Covers the foreign key of the calendar.
create index projects_calendar_id_idx on suppliers.projects (calendar_id);

alter table suppliers.projects enable row level security;

comment on table suppliers.projects is
    'Projects; their tasks come from templates, one set for each supplier.';
comment on column suppliers.projects.timezone is
    'Where the days of the project begin and end; an IANA name.';

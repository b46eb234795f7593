-- Exported from migrations/0001.core.create_core.sql; edit that file.
-- depends:
-- Create roles, schemas and the tables of core.

-- Our own roles. Cluster-wide, so each is guarded; Supabase's are not ours to make.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_worker') then
        create role app_worker login noinherit;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_reader') then
        create role app_reader nologin;
    end if;
end;
$$;

comment on role app_worker is
    'The worker and its jobs: logs in, holds only the grants that its work needs.';
comment on role app_reader is
    'Monitoring: may read figures and run invariants, never change anything.';

-- Schemas, and what nobody may do by default. Only `api` is exposed over HTTP.

revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

create schema if not exists api;
grant usage on schema api to anon, authenticated, service_role;
comment on schema api is
    'What callers may see: RPC wrappers and invoker views. No logic, no table.';

create schema if not exists core;
grant usage on schema core to anon, authenticated, service_role, app_worker, app_reader;
comment on schema core is
    'The shared wall: settings, errors, time, roles, invariants. Not exposed.';

create schema if not exists master;
grant usage on schema master to authenticated, service_role, app_reader;
comment on schema master is
    'Master data: places, categories, brands, store classes. Not exposed.';

create schema if not exists filters;
grant usage on schema filters to authenticated, service_role, app_reader;
comment on schema filters is
    'Retail transactions, filter dimensions and their values. Not exposed.';

-- core.error_codes: every key that an RPC may answer an error with.

create table core.error_codes (
    key text primary key,
    sqlstate text not null,
    hint text not null,

    constraint error_codes_key_check
        check (key ~ '^[a-z_]+\.[a-z_]+$'),
    constraint error_codes_sqlstate_check
        check (sqlstate ~ '^PT[45][0-9][0-9]$')
);

alter table core.error_codes enable row level security;
grant select on core.error_codes
to anon, authenticated, service_role, app_worker, app_reader;

comment on table core.error_codes is
    'The catalogue of errors: key, SQLSTATE (PTnnn is HTTP status nnn), remedy.';
comment on column core.error_codes.hint is
    'What the caller can do about it; sent with every error of this key.';

-- core.invariants: queries that must return no row, whatever happens.
--
-- A rule that a constraint can hold is a constraint; here stand the rules that only a
-- bug can break. `query` is text that a release seeds; nobody else may write it.

create table core.invariants (
    name text primary key,
    module text not null,
    query text not null,
    repair text not null,
    severity text not null default 'error',

    constraint invariants_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint invariants_module_check
        check (module = split_part(name, '.', 1)),
    constraint invariants_severity_check
        check (severity in ('error', 'warning'))
);

alter table core.invariants enable row level security;
grant select on core.invariants to service_role, app_worker, app_reader;

comment on table core.invariants is
    'Named queries that must return no row; run by `rowhouse verify`.';
comment on column core.invariants.query is
    'One select; each row it returns is one violation.';
comment on column core.invariants.repair is
    'What to do when it returns rows: a sentence, with the statement to run.';
comment on column core.invariants.severity is
    'error: data is wrong. warning: data is right, but something needs care.';

-- core.load_checkpoints: how far each `rowhouse load` came.
--
-- A batch of rows commits together with its line here, so a load that is killed goes
-- on after the last row it kept. `rejected_bytes` makes the file of rejected rows part
-- of that: what lies beyond it belongs to a batch that never committed.

create table core.load_checkpoints (
    key text primary key,
    table_name text not null,
    file_name text not null,
    last_line bigint not null default 0,
    rows_read bigint not null default 0,
    rows_inserted bigint not null default 0,
    rows_rejected bigint not null default 0,
    rejected_bytes bigint not null default 0,
    started_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    finished_at timestamptz,

    constraint load_checkpoints_key_check
        check (key ~ '^[0-9a-f]{64}$'),
    constraint load_checkpoints_counts_check
        check (
            last_line >= 0
            and rows_inserted >= 0
            and rejected_bytes >= 0
            and rows_rejected between 0 and rows_read
        )
);

alter table core.load_checkpoints enable row level security;
grant select on core.load_checkpoints to service_role, app_reader;

comment on table core.load_checkpoints is
    'One row per file, table and mapping that `rowhouse load` has begun or finished.';
comment on column core.load_checkpoints.key is
    'SHA-256 over the file''s content, the table, the mapping and the constants.';
comment on column core.load_checkpoints.last_line is
    'The last line whose row is committed or rejected; the header is line 1.';
comment on column core.load_checkpoints.rejected_bytes is
    'Length in bytes of the file of rejected rows when this row was written.';
comment on column core.load_checkpoints.finished_at is
    'When the last line was done; null while a load runs or waits to be resumed.';

-- core.settings: what an operator may tune, one row per setting.
--
-- A release owns name, default and description (its seed rewrites them); the operator
-- owns value, which a release never touches.

create table core.settings (
    name text primary key,
    default_value jsonb not null,
    value jsonb,
    description text not null,

    constraint settings_name_check
        check (name ~ '^[a-z_]+(\.[a-z_0-9]+)+$'),
    constraint settings_value_check
        check (value is null or jsonb_typeof(value) = jsonb_typeof(default_value))
);

alter table core.settings enable row level security;
grant select on core.settings
to anon, authenticated, service_role, app_worker, app_reader;
grant update (value) on core.settings to service_role;

comment on table core.settings is
    'Settings of every module. Effective value: coalesce(value, default_value).';
comment on column core.settings.name is
    'Dotted name: <module>.<setting>; a unit is the last word of the name.';
comment on column core.settings.value is
    'The operator''s choice, of the default''s JSON type; null means the default.';

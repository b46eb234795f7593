-- core.feature_flags: what is released to some callers only, one row each.
--
-- A flag is read once for each statement that asks (core.is_enabled), by its key. Whom
-- it names is in core.feature_flag_users, so that an erasure finds these rows.

create table core.feature_flags (
    name text primary key,
    description text not null default '',
    is_enabled boolean not null default false,
    share_percent numeric(5, 2) not null default 0,
    roles text[] not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint feature_flags_name_check
        check (name ~ '^[a-z_]+(\.[a-z_0-9]+)+$' and length(name) <= 100),
    constraint feature_flags_description_check
        check (length(description) <= 1000),
    constraint feature_flags_share_percent_check
        check (share_percent between 0 and 100),
    constraint feature_flags_roles_check
        check (array_position(roles, null) is null and cardinality(roles) <= 50)
);

alter table core.feature_flags enable row level security;

comment on table core.feature_flags is
    'Flags of releases: for everybody, for a share of the users, for some of them.';
comment on column core.feature_flags.name is
    'Dotted name: <module>.<flag>.';
comment on column core.feature_flags.is_enabled is
    'False turns the flag off for every caller, also for those who are listed.';
comment on column core.feature_flags.share_percent is
    'Share of the users for whom it is on. Units: percent, in steps of 0.01.';
comment on column core.feature_flags.roles is
    'App roles for whom it is on, whatever the share.';
comment on column core.feature_flags.version is
    'Counts the changes, also those of the list of users.';

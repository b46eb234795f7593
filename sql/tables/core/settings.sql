-- core.settings: the settings that an operator can change, one row each.
--
-- A release owns name, default and description (its seed rewrites them); the operator
-- owns value, which a release never changes.

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

comment on table core.settings is
    'Settings of every module. Effective value: coalesce(value, default_value).';
comment on column core.settings.name is
    'Dotted name: <module>.<setting>; a unit is the last word of the name.';
comment on column core.settings.value is
    'The operator''s choice, of the default''s JSON type; null means the default.';

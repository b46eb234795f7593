-- core.settings: the settings that an operator can change, one row each.
--
-- A release owns name, default, description and schema (its seed rewrites them). The
-- operator owns value, and the owner of the database is_changeable: a release sets that
-- once, when it brings the setting.

create table core.settings (
    name text primary key,
    default_value jsonb not null,
    value jsonb,
    description text not null,
    is_changeable boolean not null default false,
    value_schema jsonb,

    constraint settings_name_check
        check (name ~ '^[a-z_]+(\.[a-z_0-9]+)+$'),
    constraint settings_value_check
        check (value is null or jsonb_typeof(value) = jsonb_typeof(default_value)),
    constraint settings_is_changeable_check
        check (not is_changeable or value_schema is not null)
);

alter table core.settings enable row level security;

comment on table core.settings is
    'Settings of every module. Effective value: coalesce(value, default_value).';
comment on column core.settings.name is
    'Dotted name: <module>.<setting>; a unit is the last word of the name.';
comment on column core.settings.value is
    'The operator''s choice, of the default''s JSON type; null means the default.';
comment on column core.settings.is_changeable is
    'Whether app role admin may change it through change_setting.';
comment on column core.settings.value_schema is
    'JSON Schema of the value, for every writer; null: only its JSON type is checked.';

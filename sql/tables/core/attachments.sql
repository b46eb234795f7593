-- core.attachments: what the platform does for tables that no module made.
--
-- One row per table and kind, written by core.attach, which a line in the project's
-- trigger file calls. The table is a regclass, so an attachment follows a rename;
-- `table_name` is the name in the file, so it is found again when the table is gone.
-- `columns` are those that the project knew then: core.list_attachments compares them.

create table core.attachments (
    table_name text not null,
    kind text not null,
    attached_table regclass not null,
    name text,
    options jsonb not null,
    columns jsonb not null,
    numbers jsonb not null,
    numbered_table oid not null,
    attached_at timestamptz not null,

    primary key (table_name, kind),
    unique (attached_table, kind),
    unique (kind, name),
    constraint attachments_kind_check
        check (kind ~ '^[a-z_]+$'),
    constraint attachments_options_check
        check (jsonb_typeof(options) = 'object'),
    constraint attachments_columns_check
        check (jsonb_typeof(columns) = 'object' and jsonb_typeof(numbers) = 'object')
);

alter table core.attachments enable row level security;

comment on table core.attachments is
    'Audit, broadcasts, webhooks, retention, validation and filters of foreign tables.';
comment on column core.attachments.name is
    'What it is called elsewhere: a topic, or the entity of validation rules.';
comment on column core.attachments.columns is
    'The columns that the project knows: {name: type}.';
comment on column core.attachments.numbers is
    'Their places in the catalog, which a renamed column keeps: {name: number}.';
comment on column core.attachments.numbered_table is
    'The table of these places; a restored dump has another one, with other places.';

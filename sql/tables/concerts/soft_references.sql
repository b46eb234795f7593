-- concerts.soft_references: columns that hold an id of an entity without a foreign key.
--
-- A merge finds foreign keys in the catalog; these it finds here. Logs that never
-- change (audit, events) are listed as history: their rows stay, and the redirect leads
-- to them.

create table concerts.soft_references (
    entity text not null references concerts.merge_entities (entity) on delete cascade,
    table_name text not null,
    column_name text not null,
    prefix text not null default '',
    filter_column text,
    filter_value text,
    is_history boolean not null default false,

    primary key (entity, table_name, column_name),
    constraint soft_references_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_]+$'),
    constraint soft_references_column_name_check
        check (column_name ~ '^[a-z_]+$'),
    constraint soft_references_prefix_check
        check (prefix = '' or is_history),
    constraint soft_references_filter_check
        check ((filter_column is null) = (filter_value is null))
);

alter table concerts.soft_references enable row level security;

comment on table concerts.soft_references is
    'Columns without a foreign key that hold ids of an entity.';
comment on column concerts.soft_references.prefix is
    'What stands before the id, in a text.';
comment on column concerts.soft_references.filter_column is
    'The column whose filter_value says that the id is of this entity.';
comment on column concerts.soft_references.is_history is
    'Rows that never change: they keep the old id.';

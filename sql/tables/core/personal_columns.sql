-- core.personal_columns: where personal data is, and whose it is.
--
-- A release seeds the rows, each module its own; no other role writes them, since
-- core.erase_person writes the tables and columns that they name.

create table core.personal_columns (
    table_name text not null,
    column_name text not null,
    person_kind text not null default 'user',
    key_column text not null,
    action text not null default 'null',
    place integer not null default 0,

    primary key (table_name, column_name),
    constraint personal_columns_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint personal_columns_column_name_check
        check (column_name ~ '^[a-z_][a-z_0-9]*$'),
    constraint personal_columns_person_kind_check
        check (person_kind ~ '^[a-z_]+(\.[a-z_]+)?$'),
    constraint personal_columns_action_check
        check (action in ('null', 'mask', 'delete'))
);

alter table core.personal_columns enable row level security;

comment on table core.personal_columns is
    'Columns with personal data; what core.erase_person does with each.';
comment on column core.personal_columns.person_kind is
    'user, whose key is the id; or <module>.<entity>, whose key the module defines.';
comment on column core.personal_columns.key_column is
    'The column of the same row with the key of the person; also the column itself.';
comment on column core.personal_columns.action is
    'null: the value becomes null; mask: it becomes "***"; delete: the row goes.';
comment on column core.personal_columns.place is
    'Tables with a lower place are erased first.';

-- concerts.merge_rows: every row that a merge changed, as it was.
--
-- Rows of one step were changed by one statement; undo_merge goes through the steps
-- backwards. Of a changed row only the columns that differ are kept.

create table concerts.merge_rows (
    merge_id bigint not null references concerts."merges" (id) on delete cascade,
    step integer not null,
    place bigint not null,
    table_name text not null,
    operation text not null,
    row_key jsonb not null,
    new_key jsonb,
    old_values jsonb,
    new_values jsonb,
    user_id uuid generated always as ((row_key ->> 'user_id')::uuid) stored,

    primary key (merge_id, step, place),
    constraint merge_rows_operation_check
        check (operation in ('insert', 'update', 'delete')),
    constraint merge_rows_new_key_check
        check ((new_key is null) = (operation = 'delete')),
    constraint merge_rows_values_check
        check (
            (old_values is null) = (operation = 'insert')
            and (new_values is null) = (operation <> 'update')
        )
);

-- Serves: whether a later merge changed a row again.
create index merge_rows_table_name_row_key_idx
    on concerts.merge_rows (table_name, row_key);

alter table concerts.merge_rows enable row level security;

comment on table concerts.merge_rows is
    'The rows that merges changed, so that undo_merge restores them.';
comment on column concerts.merge_rows.row_key is
    'The primary key before: {column: value}.';
comment on column concerts.merge_rows.user_id is
    'Whose vote the row was; it goes with the person.';
comment on column concerts.merge_rows.new_key is
    'The primary key after; null: the row was dropped.';

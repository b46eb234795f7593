-- reading.pushed_edit: one item of push_progress, read and checked.

create type reading.pushed_edit as (
    place integer,
    series_id bigint,
    base_version bigint,
    edit reading.edit
);

comment on type reading.pushed_edit is
    'An item of push_progress: its position, 1, 2 …, its series, and the edit itself.';
comment on column reading.pushed_edit.base_version is
    'The version of the row that the reader saw; null if the app did not send it.';

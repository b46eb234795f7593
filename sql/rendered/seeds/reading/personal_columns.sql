-- Rendered from sql/seeds/reading/personal_columns.sql.j2; edit that file, not this one.
-- Seeds of core.personal_columns: the personal data of reading: all of it is about readers.
--
-- A deleted row of progress leaves a tombstone, so tombstones go after it, and the
-- versions of the reader last.

insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action, place
)
values
('reading.clock_corrections', 'user_id', 'user', 'user_id', 'delete', 0),
('reading.clock_corrections', 'device_id', 'user', 'user_id', 'delete', 0),
('reading.conflicts', 'user_id', 'user', 'user_id', 'delete', 0),
('reading.conflicts', 'device_id', 'user', 'user_id', 'delete', 0),
('reading.progress', 'user_id', 'user', 'user_id', 'delete', 0),
('reading.progress', 'device_id', 'user', 'user_id', 'delete', 0),
('reading.progress_policies', 'user_id', 'user', 'user_id', 'delete', 0),
('reading.tombstones', 'user_id', 'user', 'user_id', 'delete', 1),
('reading.progress_versions', 'user_id', 'user', 'user_id', 'delete', 2)
on conflict (table_name, column_name) do update
set
    person_kind = excluded.person_kind,
    key_column = excluded.key_column,
    action = excluded.action,
    place = excluded.place
where
    (
        personal_columns.person_kind,
        personal_columns.key_column,
        personal_columns.action,
        personal_columns.place
    )
    is distinct from (
        excluded.person_kind,
        excluded.key_column,
        excluded.action,
        excluded.place
    );

-- Rendered from sql/seeds/concerts/personal_columns.sql.j2; edit that file, not this one.
-- Seeds of core.personal_columns: the personal data of concerts: who votes, who watches
-- and which curator decided.

insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action, place
)
values
('concerts.duplicate_candidates', 'decided_by', 'user', 'decided_by', 'null', 0),
('concerts.merge_rows', 'user_id', 'user', 'user_id', 'delete', 0),
('concerts.merges', 'made_by', 'user', 'made_by', 'null', 0),
('concerts.merges', 'undone_by', 'user', 'undone_by', 'null', 0),
('concerts.viewers', 'user_id', 'user', 'user_id', 'delete', 0),
('concerts.votes', 'user_id', 'user', 'user_id', 'delete', 0)
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

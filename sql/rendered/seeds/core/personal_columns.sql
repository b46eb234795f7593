-- Rendered from sql/seeds/core/personal_columns.sql.j2; edit that file, not this one.
-- Seeds of core.personal_columns: the personal data of core.
--
-- The actors of audit entries are erased by core._erase_entries.

insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action, place
)
values
('core.access_log', 'actor_id', 'user', 'actor_id', 'null', 0),
('core.access_log', 'address', 'user', 'actor_id', 'null', 0),
('core.access_log', 'reason', 'user', 'actor_id', 'null', 0),
('core.erasures', 'requested_by', 'user', 'requested_by', 'null', 0),
('core.feature_flag_users', 'user_id', 'user', 'user_id', 'delete', 0),
('core.notifications', 'user_id', 'user', 'user_id', 'delete', 0),
('core.operations', 'requested_by', 'user', 'requested_by', 'null', 0),
('core.revoked_tokens', 'revoked_by', 'user', 'revoked_by', 'null', 0),
('core.revoked_users', 'revoked_by', 'user', 'revoked_by', 'null', 0),
('core.webhook_endpoints', 'owner_id', 'user', 'owner_id', 'delete', 0)
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

-- Rendered from sql/seeds/suppliers/personal_columns.sql.j2; edit that file, not this one.
-- Seeds of core.personal_columns: the personal data of suppliers.
--
-- A contact is erased by its id. The history of tasks comes after the tasks.

insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action, place
)
values
('suppliers.contacts', 'name', 'suppliers.contact', 'id', 'delete', 0),
('suppliers.contacts', 'email', 'suppliers.contact', 'id', 'delete', 0),
('suppliers.contacts', 'phone', 'suppliers.contact', 'id', 'delete', 0),
('suppliers.contacts', 'duty', 'suppliers.contact', 'id', 'delete', 0),
('suppliers.calendar_tokens', 'user_id', 'user', 'user_id', 'delete', 0),
('suppliers.calendar_tokens', 'name', 'user', 'user_id', 'delete', 0),
('suppliers.digest_preferences', 'user_id', 'user', 'user_id', 'delete', 0),
('suppliers.digests', 'user_id', 'user', 'user_id', 'delete', 0),
('suppliers.compliance_exports', 'requested_by', 'user', 'requested_by', 'null', 0),
('suppliers.project_managers', 'user_id', 'user', 'user_id', 'delete', 0),
('suppliers.supplier_users', 'user_id', 'user', 'user_id', 'delete', 0),
('suppliers.task_instances', 'owner_id', 'user', 'owner_id', 'null', 0),
('suppliers.task_instances', 'changed_by', 'user', 'changed_by', 'null', 0),
('suppliers.task_instances', 'change_reason', 'user', 'changed_by', 'null', 0),
('suppliers.task_history', 'owner_id', 'user', 'owner_id', 'null', 1),
('suppliers.task_history', 'previous_owner_id', 'user', 'previous_owner_id', 'null', 1),
('suppliers.task_history', 'actor_id', 'user', 'actor_id', 'null', 1),
('suppliers.task_history', 'reason', 'user', 'actor_id', 'null', 1)
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

-- Rendered from sql/seeds/commerce/personal_columns.sql.j2; edit that file, not this one.
-- Seeds of core.personal_columns: the personal data of commerce: who of the staff did what.

insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action, place
)
values
('commerce.location_staff', 'user_id', 'user', 'user_id', 'delete', 0),
('commerce.media_versions', 'registered_by', 'user', 'registered_by', 'null', 0),
('commerce.order_events', 'actor_id', 'user', 'actor_id', 'null', 0),
('commerce.purchase_orders', 'created_by', 'user', 'created_by', 'null', 0),
('commerce.reorder_proposals', 'decided_by', 'user', 'decided_by', 'null', 0),
('commerce.stock_movements', 'actor_id', 'user', 'actor_id', 'null', 0),
('commerce.stock_take_lines', 'counted_by', 'user', 'counted_by', 'null', 0),
('commerce.stock_takes', 'opened_by', 'user', 'opened_by', 'null', 0),
('commerce.stock_takes', 'submitted_by', 'user', 'submitted_by', 'null', 0),
('commerce.stock_takes', 'decided_by', 'user', 'decided_by', 'null', 0),
('commerce.sync_conflicts', 'resolved_by', 'user', 'resolved_by', 'null', 0),
('commerce.transfers', 'sent_by', 'user', 'sent_by', 'null', 0)
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

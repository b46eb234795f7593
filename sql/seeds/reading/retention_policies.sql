-- Seeds of core.retention_policies: what reading forgets; keep and is_enabled are the
-- operator's.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'reading.tombstones', 'predicate', 'deleted_at', '90 days', null,
    'Deleted progress; a device that was away for longer starts anew.'
),
(
    'reading.conflicts', 'predicate', 'found_at', '90 days', null,
    'What devices disagreed about.'
),
(
    'reading.clock_corrections', 'predicate', 'claimed_at', '90 days', null,
    'Edits from the future that no device sends again.'
)
on conflict (table_name) do update
set
    method = excluded.method,
    column_name = excluded.column_name,
    condition = excluded.condition,
    description = excluded.description
where
    (
        retention_policies.method, retention_policies.column_name,
        retention_policies.condition, retention_policies.description
    )
    is distinct from (
        excluded.method, excluded.column_name, excluded.condition, excluded.description
    );

-- Rendered from sql/seeds/suppliers/retention_policies.sql.j2; edit that file, not this one.
-- Seeds of core.retention_policies: the retention of suppliers; the operator owns keep
-- and is_enabled.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'suppliers.task_history', 'predicate', 'changed_at', '10 years',
    'project_id in (
        select p.id from suppliers.projects as p where p.status = ''closed''
    )
    and previous_status is not null
    and due_on = previous_due_on
    and not exists (
        select from suppliers.task_statuses as s
        where s.is_final and s.code in (status, previous_status)
    )
    and exists (
        select from suppliers.task_history as n
        where n.task_id = task_history.task_id and n.id > task_history.id
    )
    and (
        status <> ''in_progress''
        or exists (
            select from suppliers.task_history as h
            where
                h.task_id = task_history.task_id
                and h.status = ''in_progress''
                and h.id < task_history.id
        )
    )',
    'History of tasks of closed projects; what reports count stays.'
),
(
    'suppliers.task_notices', 'predicate', 'noticed_at', '1 year', null,
    'Notices of dates; far longer than a date is announced.'
),
(
    'suppliers.digests', 'predicate', 'made_at', '90 days', null,
    'Digests that were sent.'
),
(
    'suppliers.calendar_tokens', 'predicate', 'revoked_at', '90 days', null,
    'Tokens that were revoked.'
)
on conflict (table_name) do update
set
    method = excluded.method,
    column_name = excluded.column_name,
    condition = excluded.condition,
    description = excluded.description
where
    (
        retention_policies.method,
        retention_policies.column_name,
        retention_policies.condition,
        retention_policies.description
    )
    is distinct from (
        excluded.method,
        excluded.column_name,
        excluded.condition,
        excluded.description
    );

-- Rendered from sql/seeds/suppliers/event_types.sql.j2; edit that file, not this one.
-- Seeds of core.event_types: the events of suppliers.

insert into core.event_types (type, topic, payload, description)
values
(
    'suppliers.operation.progressed',
    'suppliers:operation:<operation id>',
    $${v: integer, kind: text, status: text, total: bigint, done: bigint, failed:
    bigint, skipped: bigint}$$,
    'An operation went on.'
),
(
    'suppliers.project.supplier_added',
    'suppliers:tasks:<supplier of a project>',
    '{v: integer, project_id: bigint, supplier_id: bigint, tasks: bigint}',
    'A supplier works for a project.'
),
(
    'suppliers.tasks.changed',
    'suppliers:tasks:<supplier of a project>',
    $${v: integer, version: bigint, verb: "inserted" | "updated" | "deleted", count:
    bigint}$$,
    'One statement changed more than 50 tasks.'
),
(
    'suppliers.tasks.deleted',
    'suppliers:tasks:<supplier of a project>',
    '{v: integer, version: bigint, changed: {[text]: jsonb}}',
    'A task is gone.'
),
(
    'suppliers.tasks.inserted',
    'suppliers:tasks:<supplier of a project>',
    '{v: integer, version: bigint, changed: {[text]: jsonb}}',
    'Tasks were made; changed holds the row.'
),
(
    'suppliers.tasks.updated',
    'suppliers:tasks:<supplier of a project>',
    '{v: integer, version: bigint, changed: {[text]: jsonb}}',
    'A task changed; changed holds the key and the new values.'
)
on conflict (type) do update
set
    topic = excluded.topic,
    payload = excluded.payload,
    description = excluded.description
where
    (
        event_types.topic,
        event_types.payload,
        event_types.description
    )
    is distinct from (
        excluded.topic,
        excluded.payload,
        excluded.description
    );

-- Rendered from sql/seeds/core/event_types.sql.j2; edit that file, not this one.
-- Seeds of core.event_types: the events of core.

insert into core.event_types (type, topic, payload, description)
values
(
    'core.alert.cleared',
    'core:alerts',
    $${v: integer, check: text, status: "warn" | "fail", value: numeric | null, unit:
    text | null, detail: text | null, opened_at: timestamptz, cleared_at: timestamptz
    | null}$$,
    'A health check is well again.'
),
(
    'core.alert.escalated',
    'core:alerts',
    $${v: integer, check: text, status: "warn" | "fail", value: numeric | null, unit:
    text | null, detail: text | null, opened_at: timestamptz, cleared_at: timestamptz
    | null}$$,
    'An open alert became worse.'
),
(
    'core.alert.opened',
    'core:alerts',
    $${v: integer, check: text, status: "warn" | "fail", value: numeric | null, unit:
    text | null, detail: text | null, opened_at: timestamptz, cleared_at: timestamptz
    | null}$$,
    'A health check failed or warns.'
),
(
    'core.data_quality.changed',
    'core:data_quality',
    '{v: integer, rule: text, opened: bigint, still_open: bigint, resolved: bigint}',
    'A quality rule found new rows, or rows that are well again.'
),
(
    'core.feature_flags.changed',
    'core:feature_flags',
    '{v: integer}',
    'Feature flags changed: read my_feature_flags again.'
),
(
    'core.job.died',
    'core:job',
    '{v: integer, kind: text, queue: text, attempts: integer, error: text | null}',
    'A job failed in its last attempt.'
),
(
    'core.notification.created',
    'core:notifications:<user id>',
    '{v: integer, id: bigint, kind: text, payload: {[text]: jsonb}}',
    'A user has a new notification.'
),
(
    'core.notification.read',
    'core:notifications:<user id>',
    '{v: integer, ids: [bigint]}',
    'A user read notifications, on any device.'
),
(
    'core.operation.finished',
    'core:operation:<operation id>',
    $${v: integer, kind: text, status: text, total: bigint, done: bigint, failed:
    bigint, skipped: bigint, requested_by: uuid | null}$$,
    'An operation ended.'
),
(
    'core.webhook.disabled',
    'core:webhooks:<owner id>',
    '{v: integer, webhook_id: uuid, url: text, reason: text}',
    'An endpoint is gone, or failed for too long.'
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

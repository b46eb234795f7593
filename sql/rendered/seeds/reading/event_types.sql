-- Rendered from sql/seeds/reading/event_types.sql.j2; edit that file, not this one.
-- Seeds of core.event_types: the events of reading.

insert into core.event_types (type, topic, payload, description)
values
(
    'reading.progress.changed',
    'reading:progress:<user id>',
    $${v: integer, version: bigint, verb: "inserted" | "updated" | "deleted", count:
    bigint}$$,
    'One statement changed more than 50 rows of a reader.'
),
(
    'reading.progress.deleted',
    'reading:progress:<user id>',
    '{v: integer, version: bigint, changed: {[text]: jsonb}}',
    'A reader removed a series; changed holds the key.'
),
(
    'reading.progress.inserted',
    'reading:progress:<user id>',
    '{v: integer, version: bigint, changed: {[text]: jsonb}}',
    'A reader began a series; changed holds the row.'
),
(
    'reading.progress.updated',
    'reading:progress:<user id>',
    '{v: integer, version: bigint, changed: {[text]: jsonb}}',
    'A reader went on; changed holds the key and the new values.'
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

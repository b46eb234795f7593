-- Rendered from sql/seeds/filters/event_types.sql.j2; edit that file, not this one.
-- Seeds of core.event_types: the events of filters.

insert into core.event_types (type, topic, payload, description)
values
(
    'filters.dimension.changed',
    'filters:<dimension>',
    $${v: integer, dimension: text, version: bigint, action: "added" | "removed" |
    "updated" | "changed", values: [text], added: [text] | bigint, removed: [text] |
    bigint, updated: [text] | bigint}$$,
    'Values of a dimension came, went or changed; numbers instead of lists above 100.'
),
(
    'filters.dimension.filled',
    'filters:<dimension>',
    '{v: integer, dimension: text, version: bigint}',
    'A dimension was counted anew: read its values again.'
),
(
    'filters.master.pruned',
    'core:dimension:<dimension>',
    '{v: integer, dimension: text, values: [text], total: integer}',
    'Master rows without a line were deleted; values has up to 100.'
),
(
    'filters.master.upserted',
    'core:dimension:<dimension>',
    '{v: integer, dimension: text, values: [text], total: integer}',
    'Lines brought new master rows; values has up to 100.'
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

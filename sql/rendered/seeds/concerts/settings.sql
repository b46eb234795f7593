-- Rendered from sql/seeds/concerts/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of concerts.

insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
(
    'concerts.vote_rate', '{"requests": 120, "seconds": 60}',
    'Votes and withdrawals that a user may make; {}: no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
),
(
    'concerts.half_life_days', '7',
    'After how many days a vote counts half in trends; concerts.rebuild_heats follows a '
    'change.',
    false, '{"exclusiveMinimum": 0, "maximum": 3650}'
),
(
    'concerts.trending_weights', '{"votes": 1, "shows": 2, "popularity": 5}',
    'What a vote of today, a show of today and full popularity add to a score.',
    false, '{"type": "object", "required": ["votes", "shows", "popularity"],
    "additionalProperties": false, "properties": {"votes": {"type": "number",
    "minimum": 0, "maximum": 1000000}, "shows": {"type": "number", "minimum": 0,
    "maximum": 1000000}, "popularity": {"type": "number", "minimum": 0,
    "maximum": 1000000}}}'
),
(
    'concerts.presence_seconds', '30',
    'How long a viewer of a show counts after a heartbeat.',
    true, '{"type": "integer", "minimum": 1, "maximum": 3600}'
),
(
    'concerts.cache.homepage', '{"fresh_seconds": 60, "stale_seconds": 300}',
    'How long the cached homepage is fresh, and then stale.',
    true, '{"type": "object", "required": ["fresh_seconds", "stale_seconds"],
    "additionalProperties": false, "properties": {"fresh_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}, "stale_seconds": {"type": "integer",
    "minimum": 0, "maximum": 86400}}}'
),
(
    'concerts.ticketmaster_query', '{"classificationName": "music"}',
    'What the feed asks Ticketmaster for, such as {"countryCode": "US"} beside it.',
    false, '{"type": "object", "additionalProperties": {"type": "string",
    "maxLength": 200}}'
),
(
    'concerts.ticketmaster_days', '{"incremental": 60, "full": 730}',
    'How many days ahead the feed of Ticketmaster looks.',
    false, '{"type": "object", "required": ["incremental", "full"],
    "additionalProperties": false, "properties": {"incremental": {"type": "integer",
    "minimum": 1, "maximum": 3650}, "full": {"type": "integer", "minimum": 1,
    "maximum": 3650}}}'
),
(
    'concerts.spotify_mode', '"extended"',
    'extended: 50 artists in a call; development: one by one, as new apps must.',
    false, '{"enum": ["extended", "development"]}'
),
(
    'concerts.setlistfm_days', '30',
    'A run that is not full asks for artists with a show so many days around today.',
    true, '{"type": "integer", "minimum": 0, "maximum": 365}'
),
(
    'concerts.sync_url', '""',
    'Where concerts.call_sync posts to: https://<project>.supabase.co/functions/v1/sync.',
    false, '{"type": "string", "maxLength": 2000, "pattern":
    "^(https?://[^[:space:]]+)?$"}'
),
(
    'concerts.sync_origins', '[]',
    'Origins whose pages may call the edge function sync: ["https://admin.example"].',
    false, '{"maxItems": 100, "items": {"type": "string", "maxLength": 300,
    "pattern": "^https?://[^/[:space:]]+$"}}'
),
(
    'concerts.sync_seconds', '50',
    'How long one call of the edge function sync reads before it leaves its run.',
    true, '{"type": "integer", "minimum": 1, "maximum": 3600}'
),
(
    'concerts.replica_reads', '["search_concerts"]',
    'RPCs that a replica may answer, if the catalog says that they only read.',
    false, '{"type": "array", "items": {"type": "string", "pattern": "^[a-z_0-9]+$"}}'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description,
    value_schema = excluded.value_schema
where
    (
        settings.default_value,
        settings.description,
        settings.value_schema
    )
    is distinct from (
        excluded.default_value,
        excluded.description,
        excluded.value_schema
    );

-- Rendered from sql/seeds/concerts/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of concerts.

insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
(
    'concerts.vote_rate', '{"requests": 120, "seconds": 60}',
    'Votes and withdrawals that a user may make; {}: no limit.',
    false, null
),
(
    'concerts.half_life_days', '7',
    'After how many days a vote counts half in trends; concerts.rebuild_heats follows a '
    'change.',
    false, null
),
(
    'concerts.trending_weights', '{"votes": 1, "shows": 2, "popularity": 5}',
    'What a vote of today, a show of today and full popularity add to a score.',
    false, null
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
    false, null
),
(
    'concerts.ticketmaster_days', '{"incremental": 60, "full": 730}',
    'How many days ahead the feed of Ticketmaster looks.',
    false, null
),
(
    'concerts.spotify_mode', '"extended"',
    'extended: 50 artists in a call; development: one by one, as new apps must.',
    false, null
),
(
    'concerts.setlistfm_days', '30',
    'A run that is not full asks for artists with a show so many days around today.',
    true, '{"type": "integer", "minimum": 0, "maximum": 365}'
),
(
    'concerts.sync_url', '""',
    'Where concerts.call_sync posts to: https://<project>.supabase.co/functions/v1/sync.',
    false, null
),
(
    'concerts.sync_origins', '[]',
    'Origins whose pages may call the edge function sync: ["https://admin.example"].',
    false, null
),
(
    'concerts.sync_seconds', '50',
    'How long one call of the edge function sync reads before it leaves its run.',
    true, '{"type": "integer", "minimum": 1, "maximum": 3600}'
),
(
    'concerts.replica_reads', '["search_concerts"]',
    'RPCs that a replica may answer, if the catalog says that they only read.',
    false, null
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

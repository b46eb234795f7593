-- Rendered from sql/seeds/suppliers/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: what operators set for suppliers.

insert into core.settings (name, default_value, description)
values
(
    'suppliers.cache.forecast', '{"fresh_seconds": 86400, "stale_seconds": 0}',
    'How long a forecast is kept; a change of a task ends it, and so does the next day.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (
        settings.default_value,
        settings.description
    )
    is distinct from (
        excluded.default_value,
        excluded.description
    );

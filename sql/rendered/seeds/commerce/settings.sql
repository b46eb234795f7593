-- Rendered from sql/seeds/commerce/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of commerce.

insert into core.settings (name, default_value, description)
values
(
    'commerce.cache.product_page', '{"fresh_seconds": 300, "stale_seconds": 60}',
    'How long the page of a product is fresh, and then stale.'
),
(
    'commerce.time_zone', '"UTC"',
    'The time zone of the days in reports; counts from the next refresh.'
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

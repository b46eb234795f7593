-- Rendered from sql/seeds/commerce/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of commerce.

insert into core.settings (name, default_value, description)
values
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

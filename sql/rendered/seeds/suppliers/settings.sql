-- Rendered from sql/seeds/suppliers/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of suppliers.

insert into core.settings (name, default_value, description)
values
(
    'suppliers.bulk_rate',
    '{"requests": 60, "seconds": 60}',
    'Bulk calls that a user may make, dry runs included; {}: no limit.'
),
(
    'suppliers.supplier_bulk_rate',
    '{"requests": 120, "seconds": 60}',
    'Bulk calls that the people of a supplier may make together; {}: no limit.'
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

-- Rendered from sql/seeds/suppliers/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of suppliers.

insert into core.settings (name, default_value, description)
values
(
    'suppliers.compliance_export_days',
    '30',
    'After how many days an archive of export_compliance is deleted from the storage.'
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

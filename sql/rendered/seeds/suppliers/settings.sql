-- Rendered from sql/seeds/suppliers/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of suppliers.

insert into core.settings (name, default_value, description)
values
(
    'suppliers.cache.supplier_list', '{"fresh_seconds": 600, "stale_seconds": 60}',
    'How long the first page of suppliers is fresh, and then stale.'
),
(
    'suppliers.cache.project', '{"fresh_seconds": 600, "stale_seconds": 60}',
    'How long a project is fresh, and then stale.'
),
(
    'suppliers.cache.task_templates', '{"fresh_seconds": 600, "stale_seconds": 60}',
    'How long the templates of a project are fresh, and then stale.'
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

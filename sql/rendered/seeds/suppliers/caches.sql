-- Rendered from sql/seeds/suppliers/caches.sql.j2; edit that file, not this one.
-- Seeds of core.caches: the cached answers of suppliers.

insert into core.caches (name, function_name, setting, tags, description)
values
(
    'suppliers.forecast', 'suppliers._forecast', 'suppliers.cache.forecast',
    '{"suppliers.tasks:{supplier_project_id}"}',
    'Critical paths and forecast ends, one per supplier in a project and day.'
)
on conflict (name) do update
set
    function_name = excluded.function_name,
    setting = excluded.setting,
    tags = excluded.tags,
    description = excluded.description
where
    (
        caches.function_name,
        caches.setting,
        caches.tags,
        caches.description
    )
    is distinct from (
        excluded.function_name,
        excluded.setting,
        excluded.tags,
        excluded.description
    );

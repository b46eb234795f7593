-- Rendered from sql/seeds/suppliers/caches.sql.j2; edit that file, not this one.
-- Seeds of core.caches: the cached answers of suppliers.

insert into core.caches (name, function_name, setting, tags, warm, description)
values
(
    'suppliers.supplier_list', 'suppliers._list_suppliers',
    'suppliers.cache.supplier_list', '{suppliers.suppliers}',
    '[{"search": null, "after": null, "page_size": 50}]',
    'The first page of all suppliers, for those who choose among them.'
),
(
    'suppliers.project', 'suppliers._show_project', 'suppliers.cache.project',
    '{"suppliers.project:{project_id}"}', '[]',
    'Projects with their metadata, without their managers.'
),
(
    'suppliers.task_templates', 'suppliers._list_templates',
    'suppliers.cache.task_templates', '{"suppliers.templates:{project_id}"}', '[]',
    'All templates of a project with their dependencies.'
),
(
    'suppliers.forecast', 'suppliers._forecast', 'suppliers.cache.forecast',
    '{"suppliers.tasks:{supplier_project_id}"}', '[]',
    'Critical paths and forecast ends, one per supplier in a project and day.'
)
on conflict (name) do update
set
    function_name = excluded.function_name,
    setting = excluded.setting,
    tags = excluded.tags,
    warm = excluded.warm,
    description = excluded.description
where
    (
        caches.function_name,
        caches.setting,
        caches.tags,
        caches.warm,
        caches.description
    )
    is distinct from (
        excluded.function_name,
        excluded.setting,
        excluded.tags,
        excluded.warm,
        excluded.description
    );

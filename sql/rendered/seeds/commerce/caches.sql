-- Rendered from sql/seeds/commerce/caches.sql.j2; edit that file, not this one.
-- Seeds of core.caches: the cached answers of commerce.

insert into core.caches (name, function_name, setting, tags, description)
values
(
    'commerce.product_page', 'commerce._product_page', 'commerce.cache.product_page',
    '{"commerce.product:{product_id}", commerce.locations, commerce.price_lists}',
    'Pages of published products, with prices and stock.'
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

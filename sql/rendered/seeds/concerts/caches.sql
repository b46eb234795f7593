-- Rendered from sql/seeds/concerts/caches.sql.j2; edit that file, not this one.
-- Seeds of core.caches: the cached answers of concerts.

insert into core.caches (name, function_name, setting, tags, warm, description)
values
(
    'concerts.homepage', 'concerts._homepage', 'concerts.cache.homepage',
    '{concerts.homepage}', '[{"part": "trending"}, {"part": "top_shows"}]',
    'Trending artists and top shows.'
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

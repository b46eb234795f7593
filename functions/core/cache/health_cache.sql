-- core.health_cache: hit ratio and age of each cache, in the form of core.health.
--
-- Definer: no caller may read the counters directly.

create or replace function core.health_cache()
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with figures as (
        select
            c.name,
            sum(f.hits) as hits,
            sum(f.stale_hits) as stale_hits,
            sum(f.misses) as misses,
            (
                select count(*) from core.cache_entries as e where e.cache = c.name
            ) as entries,
            (
                select max(date_part('epoch', core.now() - e.computed_at))
                from core.cache_entries as e
                where e.cache = c.name
            ) as age_seconds,
            (core.setting('core.cache.min_hit_percent'))::numeric as wanted
        from core.caches as c
        inner join core.cache_counters as f on c.name = f.cache
        group by c.name
    )

    , rated as (
        select
            f.*,
            round(
                100 * (f.hits + f.stale_hits)
                / nullif(f.hits + f.stale_hits + f.misses, 0)
            ) as percent
        from figures as f
    )

    , checks as (
        select
            r.name || '.hits' as name,
            case
                when r.percent < r.wanted and r.hits + r.stale_hits + r.misses >= 100
                    then 'degraded'
                else 'ok'
            end as status,
            r.percent as value,
            'percent' as unit,
            format('%s hits, %s stale, %s misses.', r.hits, r.stale_hits, r.misses) as detail
        from rated as r

        union all

        select
            r.name || '.age',
            'ok',
            round(r.age_seconds::numeric),
            'seconds',
            format('The oldest of %s responses.', r.entries)
        from rated as r
    )

    select jsonb_build_object(
        'status', coalesce(max(c.status) filter (where c.status <> 'ok'), 'ok'),
        'checks', coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'name', c.name, 'status', c.status, 'value', c.value,
                    'unit', c.unit, 'detail', c.detail
                )
                order by c.name
            ),
            '[]'
        )
    )
    from checks as c
$$;

grant execute on function core.health_cache()
to authenticated, service_role, app_reader;

comment on function core.health_cache() is
$$Hit ratio and age of every cache.

degraded: after 100 lookups, fewer than core.cache.min_hit_percent were hits. GETs are
not counted. value is null before the first lookup, and where nothing is cached.
Returns: {status: "ok" | "degraded", checks: [{name: text, status: "ok" | "degraded",
value: numeric | null, unit: "percent" | "seconds", detail: text}]}
Budget: 50 ms.
$$;

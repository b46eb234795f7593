-- filters._create_store_groups: insert stores and the groups that they belong to.
--
-- Inserts new rows only, ordered by kind and ids, so concurrent calls cannot deadlock.

create or replace function filters._create_store_groups(p_store_ids bigint[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.store_groups (
        kind, store_id, region_id, province_id, city_id, store_class_id, capacity
    )
    select
        'store', s.id, p.region_id, p.province_id, p.city_id, s.store_class_id, 0
    from filters.stores as s
    left join master.place_paths as p on s.place_id = p.place_id
    where s.id = any(p_store_ids)
    order by s.id
    on conflict (store_id) do nothing;

    insert into filters.store_groups (kind, region_id, province_id, store_class_id)
    select distinct g.kind, g.region_id, g.province_id, g.store_class_id
    from filters.store_groups as s
    cross join lateral (
        values
        ('region', s.region_id, null, null),
        ('province', s.region_id, s.province_id, null),
        ('store_class', null, null, s.store_class_id),
        ('region_class', s.region_id, null, s.store_class_id),
        ('province_class', s.region_id, s.province_id, s.store_class_id)
    ) as g (kind, region_id, province_id, store_class_id)
    where
        s.store_id = any(p_store_ids)
        and (g.kind like '%class') = (g.store_class_id is not null)
        and (g.kind not like 'region%' or g.region_id is not null)
        and (g.kind not like 'province%' or g.province_id is not null)
        and not exists (
            select
            from filters.store_groups as o
            where
                o.kind = g.kind
                and o.region_id is not distinct from g.region_id
                and o.province_id is not distinct from g.province_id
                and o.store_class_id is not distinct from g.store_class_id
        )
    order by g.kind, g.region_id, g.province_id, g.store_class_id
    on conflict (kind, store_id, region_id, province_id, store_class_id) do nothing;
end;
$$;

comment on function filters._create_store_groups(bigint[]) is
    'Add the rows of these stores and of every group that has one of them.';

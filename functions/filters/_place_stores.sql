-- filters._place_stores: give every store, and every group that has one, its place.
--
-- Also makes room for new baskets: bitmaps of one store are equally long, so when a
-- store outgrows its capacity all of its bitmaps are padded, with an eighth to spare.

create or replace function filters._place_stores()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
begin
    insert into filters.places (
        kind, store_id, region_id, province_id, city_id, store_class_id, capacity
    )
    select
        'store', s.id, p.region_id, c.province_id, s.city_id, s.store_class_id, 0
    from filters.stores as s
    left join master.cities as c on s.city_id = c.id
    left join master.provinces as p on c.province_id = p.id
    where exists (
        select from filters.baskets as b where b.store_id = s.id
    )
    order by s.id
    on conflict (store_id) do nothing;

    insert into filters.places (kind, region_id, province_id, store_class_id)
    select distinct g.kind, g.region_id, g.province_id, g.store_class_id
    from filters.places as s
    cross join lateral (
        values
        ('region', s.region_id, null, null),
        ('province', s.region_id, s.province_id, null),
        ('store_class', null, null, s.store_class_id),
        ('region_class', s.region_id, null, s.store_class_id),
        ('province_class', s.region_id, s.province_id, s.store_class_id)
    ) as g (kind, region_id, province_id, store_class_id)
    where
        s.kind = 'store'
        and (g.kind like '%class') = (g.store_class_id is not null)
        and (g.kind like 'region%' or g.kind like 'province%') = (g.region_id is not null)
    order by g.kind, g.region_id, g.province_id, g.store_class_id
    on conflict (kind, store_id, region_id, province_id, store_class_id) do nothing;

    with grown as (
        update filters.places as p
        set capacity = 64 + (
            n.baskets + case p.capacity when 0 then 0 else n.baskets / 8 end
        ) / 64 * 64
        from (
            select store_id, max(ordinal) + 1 as baskets
            from filters.baskets
            group by store_id
        ) as n
        where p.store_id = n.store_id and p.capacity < n.baskets
        returning p.id, p.capacity
    ),

    padded_sizes as (
        update filters.basket_sizes as s
        set bits = s.bits || repeat('0', g.capacity::integer - length(s.bits))::bit varying
        from grown as g
        where s.place_id = g.id
    )

    update filters.cells as c
    set bits = c.bits || repeat('0', g.capacity::integer - length(c.bits))::bit varying
    from grown as g
    where c.place_id = g.id;
end;
$$;

comment on function filters._place_stores() is
    'Add the places of new stores and groups, and lengthen bitmaps that got too short.';

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
        kind, value_id, region_id, province_id, city_id, store_class_id, capacity
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
    on conflict (kind, value_id) do nothing;

    insert into filters.places (kind, value_id)
    select distinct g.kind, g.value_id
    from filters.places as s
    cross join lateral (
        values
        ('region', s.region_id),
        ('province', s.province_id),
        ('store_class', s.store_class_id)
    ) as g (kind, value_id)
    where s.kind = 'store' and g.value_id is not null
    order by g.kind, g.value_id
    on conflict (kind, value_id) do nothing;

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
        where p.kind = 'store' and p.value_id = n.store_id and p.capacity < n.baskets
        returning p.id, p.capacity
    ),

    padded_sizes as (
        update filters.basket_sizes as s
        set bits = s.bits || repeat('0', g.capacity - length(s.bits))::bit varying
        from grown as g
        where s.place_id = g.id
    )

    update filters.cells as c
    set bits = c.bits || repeat('0', g.capacity - length(c.bits))::bit varying
    from grown as g
    where c.place_id = g.id;
end;
$$;

comment on function filters._place_stores() is
    'Add the places of new stores and groups, and lengthen bitmaps that got too short.';

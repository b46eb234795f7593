-- filters._list_moved_stores: stores whose location differs from where they are
-- counted.

create or replace function filters._list_moved_stores()
    returns table (
        store_id bigint,
        region_id bigint,
        province_id bigint,
        city_id bigint,
        store_class_id bigint
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select s.id, n.region_id, n.province_id, n.city_id, s.store_class_id
    from filters.stores as s
    left join master.place_paths as n on s.place_id = n.place_id
    inner join filters.store_groups as p on s.id = p.store_id
    where
        (p.region_id, p.province_id, p.city_id, p.store_class_id)
        is distinct from (n.region_id, n.province_id, n.city_id, s.store_class_id)
$$;

grant execute on function filters._list_moved_stores() to service_role, app_reader;

comment on function filters._list_moved_stores() is
    'Stores that are counted at an outdated location, with the current one.';

-- filters._locate_stores: every store, its values, and what of a selection it misses.
--
-- `missed` has the bits of filters._measure_changes: 1 region, 2 province, 4 city, 8
-- store class. Sets of ids are hashed once.

create or replace function filters._locate_stores(p_selection filters.selection)
    returns table (
        store_id bigint,
        region_id bigint,
        province_id bigint,
        city_id bigint,
        store_class_id bigint,
        missed integer
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        p.store_id,
        p.region_id,
        p.province_id,
        p.city_id,
        p.store_class_id,
        case
            when p_selection.region_ids is null then 0
            when p.region_id in (select unnest(p_selection.region_ids)) then 0
            else 1
        end
        + case
            when p_selection.province_ids is null then 0
            when p.province_id in (select unnest(p_selection.province_ids)) then 0
            else 2
        end
        + case
            when p_selection.city_ids is null then 0
            when p.city_id in (select unnest(p_selection.city_ids)) then 0
            else 4
        end
        + case
            when p_selection.store_class_ids is null then 0
            when p.store_class_id in (select unnest(p_selection.store_class_ids)) then 0
            else 8
        end
    from filters.store_groups as p
    where p.kind = 'store';
end;
$$;

comment on function filters._locate_stores(filters.selection) is
    'Stores with the ids of their values; missed is 0 for a store in the selection.';

-- filters._select_stores: the stores that a selection leaves.

create or replace function filters._select_stores(p_selection filters.selection)
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select array(
        select id
        from filters.places
        where
            kind = 'store'
            and (
                (p_selection).region_ids is null
                or region_id = any((p_selection).region_ids)
            )
            and (
                (p_selection).province_ids is null
                or province_id = any((p_selection).province_ids)
            )
            and (
                (p_selection).city_ids is null
                or city_id = any((p_selection).city_ids)
            )
            and (
                (p_selection).store_class_ids is null
                or store_class_id = any((p_selection).store_class_ids)
            )
    )
$$;

grant execute on function filters._select_stores(filters.selection)
to authenticated, service_role;

comment on function filters._select_stores(filters.selection) is
    'Ids of the stores that match region, province, city and store class.';

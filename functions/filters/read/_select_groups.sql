-- filters._select_groups: the store groups of one kind that match a selection.
--
-- Sets of ids are hashed once: an array would be searched for each group.

create or replace function filters._select_groups(
    p_kind text, p_selection filters.selection
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select p.id
        from filters.store_groups as p
        where
            p.kind = p_kind
            and (
                p_selection.region_ids is null
                or p.region_id in (select unnest(p_selection.region_ids))
            )
            and (
                p_selection.province_ids is null
                or p.province_id in (select unnest(p_selection.province_ids))
            )
            and (
                p_selection.city_ids is null
                or p.city_id in (select unnest(p_selection.city_ids))
            )
            and (
                p_selection.store_class_ids is null
                or p.store_class_id in (select unnest(p_selection.store_class_ids))
            )
    );
end;
$$;

grant execute on function filters._select_groups(text, filters.selection)
to authenticated, service_role;

comment on function filters._select_groups(text, filters.selection) is
    'Ids of the groups of a kind that match region, province, city and store class.';

-- filters._select_places: the fewest places whose lines are those a selection leaves.
--
-- Nothing narrowed: the place `all`. One dimension narrowed that groups are counted
-- for: its groups, which share no store. Else the stores, which can be intersected.
-- Groups hold margins only, so they serve one product dimension at a time.

create or replace function filters._select_places(
    p_selection filters.selection, p_margin boolean
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_narrowed integer := num_nonnulls(
        p_selection.region_ids, p_selection.province_ids,
        p_selection.city_ids, p_selection.store_class_ids
    );
begin
    if v_narrowed = 0 then
        return '{0}';
    end if;
    if v_narrowed > 1 or p_selection.city_ids is not null or not p_margin then
        return filters._select_stores(p_selection);
    end if;

    return array(
        select p.id
        from filters.places as p
        where
            (p.kind = 'region' and p.value_id = any(p_selection.region_ids))
            or (p.kind = 'province' and p.value_id = any(p_selection.province_ids))
            or (
                p.kind = 'store_class'
                and p.value_id = any(p_selection.store_class_ids)
            )
    );
end;
$$;

grant execute on function filters._select_places(filters.selection, boolean)
to authenticated, service_role;

comment on function filters._select_places(filters.selection, boolean) is
    'Ids of disjoint places that cover a selection; groups only for a margin.';

-- filters._select_changes: the unfolded changes that match a selection.
--
-- Sets of ids are hashed once: an array would be searched for each change.
--
-- depends: views/filters/located_changes

create or replace function filters._select_changes(p_selection filters.selection)
    returns setof filters.located_changes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from filters.unfolded_changes) then
        return;
    end if;

    return query
    select l.*
    from filters.located_changes as l
    where
        (
            (p_selection).region_ids is null
            or l.region_id in (select unnest((p_selection).region_ids))
        )
        and (
            (p_selection).province_ids is null
            or l.province_id in (select unnest((p_selection).province_ids))
        )
        and (
            (p_selection).city_ids is null
            or l.city_id in (select unnest((p_selection).city_ids))
        )
        and (
            (p_selection).store_class_ids is null
            or l.store_class_id in (select unnest((p_selection).store_class_ids))
        )
        and (
            (p_selection).category_ids is null
            or l.category_id in (select unnest((p_selection).category_ids))
        )
        and (
            (p_selection).brand_ids is null
            or l.brand_id in (select unnest((p_selection).brand_ids))
        );
end;
$$;

grant execute on function filters._select_changes(filters.selection)
to authenticated, service_role;

comment on function filters._select_changes(filters.selection) is
    'Changes of lines in a selection that filters.cells does not include yet.';

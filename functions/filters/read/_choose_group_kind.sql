-- filters._choose_group_kind: the coarsest kind of store group that can answer a
-- selection.
--
-- A province implies its region; a city needs the stores themselves. Groups hold
-- margins only: if both category and brand matter, only single stores and `all` have
-- the cells.

create or replace function filters._choose_group_kind(
    p_selection filters.selection, p_is_margin boolean
)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return case
        when num_nonnulls(
            (p_selection).region_ids, (p_selection).province_ids,
            (p_selection).city_ids, (p_selection).store_class_ids
        ) = 0 then 'all'
        when (p_selection).city_ids is not null or not p_is_margin then 'store'
        when num_nonnulls((p_selection).region_ids, (p_selection).province_ids) = 0
            then 'store_class'
        else concat(
            case when (p_selection).province_ids is null then 'region' else 'province' end,
            case when (p_selection).store_class_ids is not null then '_class' end
        )
    end;
end;
$$;

grant execute on function filters._choose_group_kind(filters.selection, boolean)
to authenticated, service_role;

comment on function filters._choose_group_kind(filters.selection, boolean) is
    'The kind of store group to read for a list of categories or brands.';

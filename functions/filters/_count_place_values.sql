-- filters._count_place_values: regions, provinces, cities and classes of a selection.
--
-- What is folded and what is not, in one snapshot, each without its own part of the
-- selection.

create or replace function filters._count_place_values(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns filters.place_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.place_counts := filters._count_place_cells(
        p_selection, p_stores
    );
    v_others filters.selection := p_selection;
begin
    v_others.region_ids := null;
    v_counts.region := filters._add_counts(
        v_counts.region, filters._count_changes('region', v_others)
    );
    v_others := p_selection;
    v_others.province_ids := null;
    v_counts.province := filters._add_counts(
        v_counts.province, filters._count_changes('province', v_others)
    );
    v_others := p_selection;
    v_others.city_ids := null;
    v_counts.city := filters._add_counts(
        v_counts.city, filters._count_changes('city', v_others)
    );
    v_others := p_selection;
    v_others.store_class_ids := null;
    v_counts.store_class := filters._add_counts(
        v_counts.store_class, filters._count_changes('store_class', v_others)
    );
    return v_counts;
end;
$$;

grant execute on function filters._count_place_values(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_place_values(
    filters.selection, filters.measured_store[]
) is
    'Counts of the four dimensions of stores, each narrowed by all others.';

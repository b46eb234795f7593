-- filters._count_attributes: counts of region, province, city and store class.
--
-- Reads folded counts and unfolded changes in one snapshot, each dimension without its
-- own part of the selection.

create or replace function filters._count_attributes(
    p_selection filters.selection,
    p_stores filters.measured_store[],
    p_changes filters.measured_changes
)
    returns filters.attribute_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.attribute_counts := filters._count_attribute_cells(
        p_selection, p_stores
    );
begin
    v_counts.region := filters._add_counts(
        v_counts.region, (p_changes.attributes).region
    );
    v_counts.province := filters._add_counts(
        v_counts.province, (p_changes.attributes).province
    );
    v_counts.city := filters._add_counts(
        v_counts.city, (p_changes.attributes).city
    );
    v_counts.store_class := filters._add_counts(
        v_counts.store_class, (p_changes.attributes).store_class
    );
    return v_counts;
end;
$$;

grant execute on function filters._count_attributes(
    filters.selection, filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._count_attributes(
    filters.selection, filters.measured_store[], filters.measured_changes
) is
    'Counts of the four dimensions of stores, each narrowed by all others.';

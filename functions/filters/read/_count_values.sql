-- filters._count_values: lines per value of one dimension in a selection.
--
-- Reads folded counts and unfolded changes in one snapshot. The selection must not
-- narrow the dimension itself: filters._read_within leaves it out.

create or replace function filters._count_values(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select filters._add_counts(
            filters._count_cells(p_dimension, p_selection),
            filters._count_changes(p_dimension, p_selection)
        )
    );
end;
$$;

grant execute on function filters._count_values(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_values(text, filters.selection) is
$$Ids of the values with a line in the selection, and their number of lines.

Units: lines.
$$;

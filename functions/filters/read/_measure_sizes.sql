-- filters._measure_sizes: the range of sizes of the baskets with a line in a selection.
--
-- The range comes from cells with an exact range and from changed baskets, which count
-- with their current size. A store has only a bound if the baskets at an end of the
-- range may have left a cell, or have changed and are not folded yet. If the bound lies
-- outside the range found so far, the baskets of the store are read.

create or replace function filters._measure_sizes(
    p_selection filters.selection,
    p_stores filters.measured_store[],
    p_changes filters.measured_changes
)
    returns filters.span
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_span filters.span;
    v_live filters.span;
    v_ids bigint[];
    v_lows bigint[];
    v_highs bigint[];
    v_next bigint[];
    v_read bigint[] := '{}'::bigint[];
begin
    select
        least(
            min(s.size_low), (select min(b.size) from unnest(p_changes.sizes) as b (size))
        ),
        greatest(
            max(s.size_high), (select max(b.size) from unnest(p_changes.sizes) as b (size))
        ),
        array_agg(s.group_id) filter (where s.size_bound_low is not null),
        array_agg(s.size_bound_low) filter (where s.size_bound_low is not null),
        array_agg(s.size_bound_high) filter (where s.size_bound_low is not null)
    into v_span.low, v_span.high, v_ids, v_lows, v_highs
    from unnest(p_stores) as s;

    while v_ids is not null loop
        v_next := filters._choose_bounds(v_ids, v_lows, v_highs, v_span, v_read);
        exit when v_next = '{}';
        v_live := filters._read_size_range(v_next, p_selection, p_changes);
        v_span.low := least(v_span.low, v_live.low);
        v_span.high := greatest(v_span.high, v_live.high);
        v_read := v_read || v_next;
    end loop;
    return v_span;
end;
$$;

grant execute on function filters._measure_sizes(
    filters.selection, filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._measure_sizes(
    filters.selection, filters.measured_store[], filters.measured_changes
) is
$$Range of the sizes of matching baskets, each with its whole size.

Units: lines.
$$;

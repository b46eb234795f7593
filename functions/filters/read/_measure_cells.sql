-- filters._measure_cells: number of lines and price range of a selection.
--
-- The range comes from cells with an exact range and from new lines. A cell from which
-- a line was removed that may have been at an end of its range has only a bound. If the
-- bound lies outside the range found so far, the lines of its store are read.

create or replace function filters._measure_cells(
    p_selection filters.selection,
    p_stores filters.measured_store[],
    p_changes filters.measured_changes
)
    returns filters.totals
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bounded bigint[] := coalesce(p_changes.bounded_ids, '{}');
    v_totals filters.totals;
    v_span filters.span;
    v_live filters.span;
    v_ids bigint[];
    v_lows bigint[];
    v_highs bigint[];
    v_next bigint[];
    v_read bigint[] := '{}'::bigint[];
begin
    select
        (coalesce(sum(s.lines), 0) + coalesce(p_changes.lines, 0))::bigint,
        least(p_changes.low, min(s.low) filter (where not s.is_bound)),
        greatest(p_changes.high, max(s.high) filter (where not s.is_bound)),
        array_agg(s.group_id) filter (where s.is_bound or s.bound_low is not null),
        array_agg(case when s.is_bound then least(s.low, s.bound_low) else s.bound_low end)
            filter (where s.is_bound or s.bound_low is not null),
        array_agg(
            case when s.is_bound then greatest(s.high, s.bound_high) else s.bound_high end
        ) filter (where s.is_bound or s.bound_low is not null)
    into v_totals.lines, v_span.low, v_span.high, v_ids, v_lows, v_highs
    from (
        select o.*, o.group_id = any(v_bounded) as is_bound
        from unnest(p_stores) as o
    ) as s;

    while v_ids is not null loop
        v_next := filters._choose_bounds(v_ids, v_lows, v_highs, v_span, v_read);
        exit when v_next = '{}';
        v_live := filters._read_price_range(
            v_next, p_selection.category_ids, p_selection.brand_ids
        );
        v_span.low := least(v_span.low, v_live.low);
        v_span.high := greatest(v_span.high, v_live.high);
        v_read := v_read || v_next;
    end loop;
    v_totals.price_min := v_span.low;
    v_totals.price_max := v_span.high;
    return v_totals;
end;
$$;

grant execute on function filters._measure_cells(
    filters.selection, filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._measure_cells(
    filters.selection, filters.measured_store[], filters.measured_changes
) is
$$Lines and price range of a selection, from measured stores and changes.

Units: lines; minor units (centavos) of one line.
$$;

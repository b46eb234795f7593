-- filters._measure_cells: number of lines and price range of a selection.
--
-- The range comes from cells with an exact range and from new lines. A cell from which
-- a line was removed that may have been at an end of its range has only a bound. If the
-- bound lies outside the range found so far, the lines of its store are read. The
-- farthest bounds are read first, twice as many stores in each round: their lines
-- settle most of the others.

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
    v_live filters.span;
    v_next bigint[];
    v_read bigint[] := '{}'::bigint[];
begin
    select
        (coalesce(sum(s.lines), 0) + coalesce(p_changes.lines, 0))::bigint,
        least(
            p_changes.low,
            min(s.low) filter (where s.group_id <> all(v_bounded))
        ),
        greatest(
            p_changes.high,
            max(s.high) filter (where s.group_id <> all(v_bounded))
        )
    into v_totals.lines, v_totals.price_min, v_totals.price_max
    from unnest(p_stores) as s;

    loop
        with bound as (
            select
                s.group_id,
                case
                    when s.group_id = any(v_bounded)
                        then least(s.low, s.bound_low)
                    else s.bound_low
                end as low,
                case
                    when s.group_id = any(v_bounded)
                        then greatest(s.high, s.bound_high)
                    else s.bound_high
                end as high
            from unnest(p_stores) as s
            where s.group_id <> all(v_read)
        ),

        beyond as materialized (
            select b.*
            from bound as b
            where
                b.low is not null
                and (
                    v_totals.price_min is null
                    or b.low < v_totals.price_min
                    or b.high > v_totals.price_max
                )
        )

        select
            array(
                (
                    select b.group_id from beyond as b
                    order by b.low
                    limit cardinality(v_read) + 1
                )
                union
                (
                    select b.group_id from beyond as b
                    order by b.high desc
                    limit cardinality(v_read) + 1
                )
            )
        into v_next;
        exit when v_next = '{}';

        v_live := filters._read_price_range(
            v_next, p_selection.category_ids, p_selection.brand_ids
        );
        v_totals.price_min := least(v_totals.price_min, v_live.low);
        v_totals.price_max := greatest(v_totals.price_max, v_live.high);
        v_read := v_read || v_next;
    end loop;
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

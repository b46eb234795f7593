-- filters._measure_cells: lines, baskets and prices of a selection, in one pass.
--
-- Prices come from cells whose range is exact, and from what came since. Where a line
-- went that may have been at an end of it, a cell is only a bound; the lines of its
-- store are read if the bound is beyond what is known by then, and only then.
-- `baskets` are those of the cells, as folded: filters._count_baskets makes a number of
-- it.

create or replace function filters._measure_cells(p_selection filters.selection)
    returns filters.totals
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
    v_changes record;
    v_cells record;
    v_live filters.span;
begin
    select
        coalesce(sum(n.lines), 0) as lines,
        min(n.price_minor) filter (where n.lines > 0) as low,
        max(n.price_minor) filter (where n.lines > 0) as high,
        coalesce(array_agg(distinct n.place_id) filter (where n.lines < 0), '{}')
            as bounded
    into v_changes
    from (
        select l.place_id, l.price_minor, sum(l.lines) as lines
        from filters._select_changes(p_selection) as l
        group by l.place_id, l.price_minor
        having sum(l.lines) <> 0
    ) as n;

    with cell as materialized (
        select
            c.*,
            c.is_exact and c.place_id <> all(v_changes.bounded) as is_known
        from unnest(v_places) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select
                    n.place_id, n.lines, n.baskets, n.price_min, n.price_max, n.is_exact
                from filters.cells as n
                where n.place_id = p.id and n.category_id = k.id and n.brand_id = b.id
                limit 1
            ) as c
    ),

    known as (
        select
            coalesce(sum(c.lines), 0) as lines,
            coalesce(sum(c.baskets), 0) as baskets,
            least(
                v_changes.low, min(c.price_min) filter (where c.is_known)
            ) as low,
            greatest(
                v_changes.high, max(c.price_max) filter (where c.is_known)
            ) as high
        from cell as c
    )

    select
        k.*,
        array(
            select distinct c.place_id
            from cell as c
            where
                not c.is_known
                and (k.low is null or c.price_min < k.low or c.price_max > k.high)
        ) as unknown
    into v_cells
    from known as k;

    if v_cells.unknown <> '{}' then
        v_live := filters._live_prices(
            v_cells.unknown, p_selection.category_ids, p_selection.brand_ids
        );
    end if;
    return row(
        v_cells.lines + v_changes.lines,
        v_cells.baskets,
        least(v_cells.low, v_live.low),
        greatest(v_cells.high, v_live.high)
    )::filters.totals;
end;
$$;

grant execute on function filters._measure_cells(filters.selection)
to authenticated, service_role;

comment on function filters._measure_cells(filters.selection) is
$$Lines and prices of a selection, and the baskets of its cells as last folded.

Units: lines; minor units (centavos) of one line.
$$;

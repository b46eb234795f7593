-- filters._measure_prices: cheapest and dearest line of a selection.
--
-- From cells whose range is exact, and from what came since. A cell is only a bound when
-- a line went that may have been at an end of it; its lines are read if the bound is
-- beyond what is known by then, and only then.

create or replace function filters._measure_prices(p_selection filters.selection)
    returns filters.span
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
    v_known record;
    v_live filters.span;
begin
    with line as materialized (
        select
            l.place_id,
            case when p_selection.category_ids is null then 0 else l.category_id end
                as category_id,
            case when p_selection.brand_ids is null then 0 else l.brand_id end
                as brand_id,
            l.price_minor,
            sum(l.lines) as lines
        from filters._select_changes(p_selection) as l
        group by 1, 2, 3, 4
        having sum(l.lines) <> 0
    ),

    gone as (
        select
            place_id, category_id, brand_id,
            min(price_minor) as price_min, max(price_minor) as price_max
        from line
        where lines < 0
        group by place_id, category_id, brand_id
    ),

    cell as materialized (
        select
            c.place_id,
            c.price_min,
            c.price_max,
            c.is_exact
            and not coalesce(g.price_min <= c.price_min, false)
            and not coalesce(g.price_max >= c.price_max, false) as is_known
        from unnest(v_places) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select
                    n.place_id, n.category_id, n.brand_id,
                    n.price_min, n.price_max, n.is_exact
                from filters.cells as n
                where n.place_id = p.id and n.category_id = k.id and n.brand_id = b.id
                limit 1
            ) as c
        left join gone as g
            on
                c.place_id = g.place_id
                and c.category_id = g.category_id
                and c.brand_id = g.brand_id
    ),

    known as (
        select
            least(
                min(c.price_min),
                (select min(l.price_minor) from line as l where l.lines > 0)
            ) as low,
            greatest(
                max(c.price_max),
                (select max(l.price_minor) from line as l where l.lines > 0)
            ) as high
        from cell as c
        where c.is_known
    )

    select
        k.low,
        k.high,
        array(
            select distinct c.place_id
            from cell as c
            where
                not c.is_known
                and (k.low is null or c.price_min < k.low or c.price_max > k.high)
        ) as place_ids
    into v_known
    from known as k;

    if v_known.place_ids = '{}' then
        return row(v_known.low, v_known.high)::filters.span;
    end if;
    v_live := filters._live_prices(
        v_known.place_ids, p_selection.category_ids, p_selection.brand_ids
    );
    return row(
        least(v_known.low, v_live.low), greatest(v_known.high, v_live.high)
    )::filters.span;
end;
$$;

grant execute on function filters._measure_prices(filters.selection)
to authenticated, service_role;

comment on function filters._measure_prices(filters.selection) is
$$Range of prices over the lines that match.

Units: minor (centavos), of one line.
$$;

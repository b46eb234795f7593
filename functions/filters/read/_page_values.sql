-- filters._page_values: the first counted values after a rank.
--
-- The query is planned for each call: the number of counted values decides how their
-- ranks are looked up. A generic plan expects a few and is slow for thousands.

create or replace function filters._page_values(
    p_dimension text, p_counts filters.counts, p_after filters.cursor, p_size integer
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_page filters.counts;
begin
    -- Materialized: with a limit inside a join the planner prefers a nested loop.
    with listed as materialized (
        select n.value_id, n.lines, d.rank
        from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
        inner join filters.dimension_values as d
            on n.value_id = d.value_id and d.dimension = p_dimension
        where d.rank > (p_after).rank
    )

    select
        array_agg(p.value_id order by p.rank, p.is_fresh, p.label, p.value),
        array_agg(p.lines order by p.rank, p.is_fresh, p.label, p.value)
    into v_page
    from (
        (
            select
                l.value_id, l.lines, l.rank, false as is_fresh,
                '' collate "C" as label, '' collate "C" as value
            from listed as l
            order by l.rank
            limit p_size
        )
        union all
        select n.value_id, n.lines, f.rank, true, f.label, f.value
        from filters._list_unfolded_values(p_dimension) as f
        inner join unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
            on f.value_id = n.value_id
        where
            (f.label, f.value)
            > ((p_after).label collate "C", (p_after).value collate "C")
        order by 3, 4, 5, 6
        limit p_size
    ) as p;

    return v_page;
end;
$$;

grant execute on function filters._page_values(
    text, filters.counts, filters.cursor, integer
) to authenticated, service_role;

comment on function filters._page_values(
    text, filters.counts, filters.cursor, integer
) is
    'Up to a page of the counted values, in order, after a cursor.';

-- filters._most_counters: the most frequent values of a dimension without a parent.
--
-- Reads folded values through their index by lines, and looks up each value that has a
-- delta, which may have more or fewer lines than before. No role has a grant: callers
-- read through filters._top_counters. The query is planned for each call, as in
-- filters._next_counters.

create or replace function filters._most_counters(p_dimension text, p_top integer)
    returns table (value text, lines bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
begin
    return query
    with fresh as materialized (
        select d.value, sum(d.lines)::bigint as lines
        from filters.value_deltas as d
        where d.dimension = p_dimension
        group by d.value
    ),

    folded as (
        select c.value, c.lines
        from filters.value_counts as c
        where
            c.dimension = p_dimension
            and (c.value in (select f.value from fresh as f)) is not true
        order by c.lines desc
        fetch first p_top rows with ties
    )

    select n.value, n.lines
    from (
        select f.value, f.lines
        from folded as f
        union all
        select f.value, f.lines + coalesce(c.lines, 0)
        from fresh as f
        left join filters.value_counts as c
            on c.dimension = p_dimension and f.value = c.value
        where f.lines + coalesce(c.lines, 0) <> 0
    ) as n
    order by n.lines desc
    fetch first p_top rows with ties;
end;
$$;

comment on function filters._most_counters(text, integer) is
$$Values with their lines, the most frequent first, and all that tie with the last.

Units: lines.
$$;

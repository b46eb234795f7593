-- filters._next_counters: the next values of a dimension that has no labels.
--
-- Reads folded values through their index, and one more for each value that has a
-- delta: a delta can remove one value, but not more. Numbers and dates are sorted as
-- such. Definer as filters._list_counters. The query is planned for each call, so that
-- a page starts at its position in the index.

create or replace function filters._next_counters(
    p_dimension text, p_after text, p_size integer
)
    returns setof filters.counted_value
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_is_ranked boolean := filters._is_ranked(p_dimension);
    v_rank numeric := filters._rank_of(p_after);
begin
    perform filters._check_readable(p_dimension, '{}');
    return query
    with fresh as materialized (
        select
            case when v_is_ranked then filters._rank_of(d.value) end as rank,
            d.value,
            sum(d.lines) as lines
        from filters.value_deltas as d
        where
            d.dimension = p_dimension
            and (
                p_after is null
                or (v_is_ranked and (filters._rank_of(d.value), d.value) > (v_rank, p_after))
                or (not v_is_ranked and d.value > p_after)
            )
        group by d.value
    ),

    folded as materialized (
        select
            case when v_is_ranked then c.rank end as rank,
            c.value,
            sum(c.lines) as lines
        from filters.value_counts as c
        where
            c.dimension = p_dimension
            and (
                p_after is null
                or (v_is_ranked and (c.rank, c.value) > (v_rank, p_after))
                or (not v_is_ranked and c.value > p_after)
            )
        group by case when v_is_ranked then c.rank end, c.value
        order by case when v_is_ranked then c.rank end, c.value
        limit p_size + (select count(*) from fresh)
    )

    select n.value, n.value, sum(n.lines)::bigint
    from (
        select f.rank, f.value, f.lines
        from folded as f
        union all
        select f.rank, f.value, f.lines
        from fresh as f
        where
            f.value in (select o.value from folded as o)
            or not exists (
                select from filters.value_counts as c
                where c.dimension = p_dimension and c.value = f.value
            )
    ) as n
    group by n.rank, n.value
    having sum(n.lines) <> 0
    order by n.rank, n.value
    limit p_size;
end;
$$;

grant execute on function filters._next_counters(text, text, integer)
to authenticated, service_role;

comment on function filters._next_counters(text, text, integer) is
$$Up to p_limit values after a given one, in order, with their lines.

Errors: PT422 filters.unknown_dimension, also if the caller may not read it.
$$;

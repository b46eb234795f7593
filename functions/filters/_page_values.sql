-- filters._page_values: the counted values that come first after a rank.
--
-- Planned for each call: how many values were counted decides how to look up their
-- ranks, and a plan for any number expects a few, which is slow for thousands.

create or replace function filters._page_values(
    p_dimension text, p_counts filters.counts, p_after bigint, p_size integer
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = ''
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_page filters.counts;
begin
    select array_agg(p.value_id order by p.rank), array_agg(p.lines order by p.rank)
    into v_page
    from (
        select n.value_id, n.lines, d.rank
        from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
        inner join filters.dimension_values as d
            on n.value_id = d.value_id and d.dimension = p_dimension
        where d.rank > p_after
        order by d.rank
        limit p_size
    ) as p;

    return v_page;
end;
$$;

grant execute on function filters._page_values(text, filters.counts, bigint, integer)
to authenticated, service_role;

comment on function filters._page_values(text, filters.counts, bigint, integer) is
    'Up to so many of the counted values, in order, whose rank is greater.';

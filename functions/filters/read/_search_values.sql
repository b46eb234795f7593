-- filters._search_values: the counted values whose label or value contains a text.
--
-- The query is planned for each call, as in filters._page_values.

create or replace function filters._search_values(
    p_dimension text, p_counts filters.counts, p_search text
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_found filters.counts;
begin
    select array_agg(n.value_id), array_agg(n.lines)
    into v_found
    from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
    inner join (
        select d.value_id, d.search
        from filters.dimension_values as d
        where d.dimension = p_dimension
        union all
        select f.value_id, f.search
        from filters._list_unfolded_values(p_dimension) as f
    ) as v on n.value_id = v.value_id
    where strpos(v.search, lower(p_search)) > 0;

    return v_found;
end;
$$;

grant execute on function filters._search_values(text, filters.counts, text)
to authenticated, service_role;

comment on function filters._search_values(text, filters.counts, text) is
    'Counts of the values that contain a text, ignoring case; without wildcards.';

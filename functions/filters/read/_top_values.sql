-- filters._top_values: the most frequent of some counted values.
--
-- Only values that tie with the last position are looked up, not the thousands below.

create or replace function filters._top_values(
    p_dimension text, p_counts filters.counts, p_top integer
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_total integer := coalesce(cardinality(p_counts.value_ids), 0);
    v_items jsonb;
begin
    with most as (
        select n.value_id, n.lines
        from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
        order by n.lines desc
        fetch first p_top rows with ties
    ),

    top as (
        select d.value, d.label, d.rank, d.is_fresh, m.lines
        from most as m
        inner join filters._name_values(
            p_dimension, array(select n.value_id from most as n)
        ) as d on m.value_id = d.value_id
        order by
            m.lines desc, d.rank, d.is_fresh, d.label collate "C", d.value collate "C"
        limit p_top
    )

    select jsonb_agg(
        jsonb_build_object('value', value, 'label', label, 'count', lines)
        order by lines desc, rank, is_fresh, label collate "C", value collate "C"
    )
    into v_items
    from top;

    return jsonb_build_object(
        'items', coalesce(v_items, '[]'),
        'total', v_total,
        'truncated', v_total > p_top
    );
end;
$$;

grant execute on function filters._top_values(text, filters.counts, integer)
to authenticated, service_role;

comment on function filters._top_values(text, filters.counts, integer) is
    '{items: [{value, label, count}], total, truncated} of a dimension, by count.';

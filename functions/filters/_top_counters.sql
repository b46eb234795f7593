-- filters._top_counters: the most frequent values of a registered dimension.

create or replace function filters._top_counters(
    p_dimension text, p_within jsonb, p_top integer
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with found as materialized (
        select c.value, c.label, c.lines
        from filters._list_counters(
            p_dimension, filters._read_counter_within(p_dimension, p_within)
        ) as c
    ),

    most as (
        select f.value, f.label, f.lines
        from found as f
        order by f.lines desc
        fetch first p_top rows with ties
    ),

    top as (
        select m.value, m.label, m.lines
        from most as m
        order by m.lines desc, m.label, m.value
        limit p_top
    )

    select jsonb_build_object(
        'items', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('value', t.value, 'label', t.label, 'count', t.lines)
                    order by t.lines desc, t.label, t.value
                ),
                '[]'
            )
            from top as t
        ),
        'total', (select count(*) from found),
        'truncated', (select count(*) > p_top from found)
    )
$$;

grant execute on function filters._top_counters(text, jsonb, integer)
to authenticated, service_role;

comment on function filters._top_counters(text, jsonb, integer) is
$${items: [{value, label, count}], total, truncated}, by count.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;

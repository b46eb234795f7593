-- filters._top_counters: the most frequent values of a registered dimension.

create or replace function filters._top_counters(
    p_dimension text, p_within jsonb, p_top integer
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    with found as materialized (
        select
            c.value,
            c.label,
            c.lines,
            row_number() over (
                order by c.lines desc, c.label collate "C", c.value collate "C"
            ) as place
        from filters._list_counters(
            p_dimension, filters._read_counter_within(p_dimension, p_within)
        ) as c
    )

    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(
                jsonb_build_object('value', f.value, 'label', f.label, 'count', f.lines)
                order by f.place
            ) filter (where f.place <= p_top),
            '[]'
        ),
        'total', count(*),
        'truncated', count(*) > p_top
    )
    from found as f
$$;

grant execute on function filters._top_counters(text, jsonb, integer)
to authenticated, service_role;

comment on function filters._top_counters(text, jsonb, integer) is
$${items: [{value, label, count}], total, truncated}, by count.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;

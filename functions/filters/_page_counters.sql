-- filters._page_counters: one page of a registered dimension, as filters.filter_values.

create or replace function filters._page_counters(
    p_dimension text, p_within jsonb, p_search text, p_after text, p_page_size integer
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_after text[] := filters._split_cursor(p_after, p_dimension);
    v_selection jsonb := filters._read_counter_within(p_dimension, p_within);
    v_answer jsonb;
begin
    with found as materialized (
        select c.value, c.label collate "C" as label, c.lines
        from filters._list_counters(p_dimension, v_selection) as c
        where
            p_search = ''
            or strpos(lower(concat(c.label, chr(10), c.value)), lower(p_search)) > 0
    ),

    -- One more than a page tells whether there is a next one.
    page as materialized (
        select
            f.*,
            row_number() over (order by f.label, f.value collate "C") as place
        from found as f
        where
            v_after is null
            or (f.label, f.value collate "C") > (v_after[1], v_after[2])
        order by f.label, f.value collate "C"
        limit p_page_size + 1
    )

    select jsonb_build_object(
        'dimension', p_dimension,
        'items', coalesce(
            jsonb_agg(
                jsonb_build_object('value', p.value, 'label', p.label, 'count', p.lines)
                order by p.place
            ) filter (where p.place <= p_page_size),
            '[]'
        ),
        'next', (
            select filters._write_cursor(p_dimension, e.label, e.value)
            from page as e
            where
                e.place = p_page_size
                and exists (select from page as m where m.place > p_page_size)
        ),
        'total', (select count(*) from found),
        'version', filters._counter_version(p_dimension)
    )
    into v_answer
    from page as p;

    return v_answer;
end;
$$;

grant execute on function filters._page_counters(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters._page_counters(text, jsonb, text, text, integer) is
$${dimension, items: [{value, label, count}], next, total, version}.

Errors: PT422 filters.invalid_within, filters.unknown_dimension, core.invalid_cursor.
$$;

-- filters.filter_values: one page of the values of one dimension, with their counts.

create or replace function filters.filter_values(
    p_dimension text,
    p_within jsonb default '{}',
    p_search text default null,
    p_after text default null,
    p_page_size int default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_after text[];
    v_selection filters.selection;
    v_search text := lower(coalesce(p_search, ''));
    v_answer jsonb;
begin
    perform filters._check_dimension(p_dimension);
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if length(v_search) > 200 then
        perform core.raise_error(
            'filters.invalid_search',
            format('search has %s characters.', length(v_search))
        );
    end if;
    v_after := filters._read_cursor(p_after => p_after, p_dimension => p_dimension);
    v_selection := filters._read_within(p_within => p_within, p_except => p_dimension);

    with found as materialized (
        select d.value, d.label, d.rank, n.lines
        from filters._count_values(p_dimension, v_selection) as n
        inner join filters.dimension_values as d
            on n.value_id = d.value_id and d.dimension = p_dimension
        where v_search = '' or strpos(d.search, v_search) > 0
    ),

    page as materialized (
        select value, label, rank, lines
        from found
        where v_after is null or (label, value) > (v_after[1], v_after[2])
        order by rank
        limit p_page_size + 1
    ),

    shown as (
        select value, label, rank, lines
        from page
        order by rank
        limit p_page_size
    )

    select jsonb_build_object(
        'dimension', p_dimension,
        'items', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object('value', value, 'label', label, 'count', lines)
                    order by rank
                )
                from shown
            ),
            '[]'
        ),
        'next', case
            when (select count(*) from page) > p_page_size then (
                select filters._write_cursor(p_dimension, label, value)
                from shown
                order by rank desc
                limit 1
            )
        end,
        'total', (select count(*) from found),
        'version', (select version from filters.dimensions where name = p_dimension)
    )
    into v_answer;

    return v_answer;
end;
$$;

grant execute on function filters.filter_values(text, jsonb, text, text, int)
to authenticated, service_role;

comment on function filters.filter_values(text, jsonb, text, text, int) is
$$Values of one dimension that have a transaction line, by label, with their counts.

`within` narrows by other dimensions: {"region": ["NCR"], "brand": "…"}; the dimension
never narrows itself, and a value that no line has matches nothing. `search` keeps
values whose label or value contains it, in any case; it knows no wildcards. Returns
{dimension, items: [{value, label, count}], next, total, version}: `total` counts all
values that match, `next` is the cursor of the next page or null.
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
core.invalid_cursor, core.invalid_page_size.
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more.
$$;

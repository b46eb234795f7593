-- filters.filter_values: one page of the values of one dimension, with their counts.

create or replace function filters.filter_values(
    p_dimension text,
    p_within jsonb default '{}',
    p_search text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_asked core.page;
    v_after filters.cursor;
    v_selection filters.selection;
    v_rows jsonb;
    v_search text := coalesce(p_search, '');
    v_counts filters.counts;
    v_page filters.counts;
    v_total bigint;
    v_listed filters.listed;
    v_items jsonb;
begin
    perform filters._check_dimension(p_dimension);
    v_asked := core.read_page(
        'filters.filter_values:' || p_dimension, p_after, p_page_size, '{text,text}'
    );
    perform core.read_text('search', v_search, 0, 200, 'filters.invalid_search');
    if filters._is_counter(p_dimension) then
        return filters._page_counters(p_dimension, p_within, v_search, v_asked);
    end if;
    v_search := coalesce(core.normalize_key(v_search), '');
    v_after := filters._find_cursor(p_dimension, v_asked.key);
    v_selection := filters._read_within(p_within => p_within, p_except => p_dimension);
    v_rows := filters._read_row_within(p_within => p_within, p_except => p_dimension);

    if v_rows is null and v_selection is null and v_search = '' then
        v_listed := filters._page_listed(p_dimension, v_after, v_asked.size + 1);
        v_page := v_listed.page;
        v_total := v_listed.total;
    else
        v_counts := case
            when v_rows is null then filters._count_values(p_dimension, v_selection)
            else filters._count_rows(p_dimension, v_rows)
        end;
        if v_search <> '' then
            v_counts := filters._search_values(p_dimension, v_counts, v_search);
        end if;
        v_page := filters._page_values(p_dimension, v_counts, v_after, v_asked.size + 1);
        v_total := coalesce(cardinality(v_counts.value_ids), 0);
    end if;

    select jsonb_agg(
        jsonb_build_object('value', d.value, 'label', d.label, 'count', n.lines)
        order by n.place
    )
    into v_items
    from unnest(v_page.value_ids, v_page.lines)
        with ordinality as n (value_id, lines, place)
    inner join filters._name_values(p_dimension, v_page.value_ids) as d
        on n.value_id = d.value_id;

    return core.write_page(v_asked, v_items, 'label', 'value') || jsonb_build_object(
        'dimension', p_dimension,
        'total', v_total,
        'version', filters._version_within(p_dimension, v_rows)
    );
end;
$$;

grant execute on function filters.filter_values(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters.filter_values(text, jsonb, text, text, integer) is
$$Values of one dimension that have a transaction line, by label, with their counts.

within narrows by other dimensions. The dimension does not narrow itself, and a value
without a line matches nothing. search selects values whose label or value contains it,
ignoring case, without wildcards. total is the number of all matching values.
A registered dimension that is narrowed by its parent is read from counters; narrowed by
others, it is counted from the rows, up to filters.max_cost, and so is what a registered
dimension of filters.transactions narrows. Numbers and dates sort as such.
Takes: {within: {[text]: text | [text]} | null}
Returns: {dimension: text, items: [{value: text, label: text, count: bigint}], next:
text | null, total: bigint, version: bigint}
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
filters.too_much_to_count, core.invalid_cursor, core.invalid_page_size, PT409
filters.column_changed.
Example: {"dimension": "province", "within": {"region": ["NCR"]}, "page_size": 10}
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more, 100 ms from rows.
$$;

-- filters._page_counters: filters.filter_values for a registered dimension.

create or replace function filters._page_counters(
    p_dimension text, p_within jsonb, p_search text, p_after text, p_page_size integer
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_after text[] := filters._split_cursor(p_after, p_dimension);
    v_selection jsonb := filters._read_counter_within(p_dimension, p_within);
    v_is_ranked boolean := filters._is_ranked(p_dimension);
    v_page filters.counted_value[];
    v_total bigint;
begin
    -- One more than the page size shows whether there is a next page.
    if v_selection = '{}' and p_search = '' and not filters._has_labels(p_dimension) then
        v_page := array(
            select n
            from filters._next_counters(p_dimension, v_after[2], p_page_size + 1) as n
        );
        v_total := filters._count_listed_counters(p_dimension);
    else
        with found as materialized (
            select
                c.value,
                c.label,
                c.lines,
                case when v_is_ranked then filters._rank_of(c.value) else 0 end as rank
            from filters._list_counters(p_dimension, v_selection) as c
            where
                p_search = ''
                or strpos(lower(concat(c.label, chr(10), c.value)), lower(p_search)) > 0
        )

        select
            array(
                select (f.value, f.label, f.lines)::filters.counted_value
                from found as f
                where
                    v_after is null
                    or (f.rank, f.label, f.value) > (
                        case when v_is_ranked then filters._rank_of(v_after[2]) else 0 end,
                        v_after[1],
                        v_after[2]
                    )
                order by f.rank, f.label, f.value
                limit p_page_size + 1
            ),
            (select count(*) from found)
        into v_page, v_total;
    end if;

    return jsonb_build_object(
        'dimension', p_dimension,
        'items', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('value', p.value, 'label', p.label, 'count', p.lines)
                    order by p.place
                ),
                '[]'
            )
            from unnest(v_page[1:p_page_size])
                with ordinality as p (value, label, lines, place)
        ),
        'next', case
            when cardinality(v_page) > p_page_size
                then filters._write_cursor(
                    p_dimension, v_page[p_page_size].label, v_page[p_page_size].value
                )
        end,
        'total', v_total,
        'version', filters._version_of(p_dimension)
    );
end;
$$;

grant execute on function filters._page_counters(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters._page_counters(text, jsonb, text, text, integer) is
$${dimension, items: [{value, label, count}], next, total, version}.

Errors: PT422 filters.invalid_within, filters.unknown_dimension,
filters.too_much_to_count, core.invalid_cursor.
$$;

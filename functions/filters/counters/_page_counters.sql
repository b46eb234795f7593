-- filters._page_counters: filters.filter_values for a registered dimension.

create or replace function filters._page_counters(
    p_dimension text, p_within jsonb, p_search text, p_asked core.page
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_selection jsonb := filters._read_counter_within(p_dimension, p_within);
    v_is_ranked boolean := filters._is_ranked(p_dimension);
    v_page filters.counted_value[];
    v_total bigint;
    v_items jsonb;
begin
    if v_selection = '{}' and p_search = '' and not filters._has_labels(p_dimension) then
        v_page := array(
            select n
            from filters._next_counters(
                p_dimension, p_asked.key[2], p_asked.size + 1
            ) as n
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
                    p_asked.key is null
                    or (f.rank, f.label, f.value) > (
                        case
                            when v_is_ranked then filters._rank_of(p_asked.key[2])
                            else 0
                        end,
                        p_asked.key[1],
                        p_asked.key[2]
                    )
                order by f.rank, f.label, f.value
                limit p_asked.size + 1
            ),
            (select count(*) from found)
        into v_page, v_total;
    end if;

    select jsonb_agg(
        jsonb_build_object('value', p.value, 'label', p.label, 'count', p.lines)
        order by p.place
    )
    into v_items
    from unnest(v_page) with ordinality as p (value, label, lines, place);

    return core.write_page(p_asked, v_items, 'label', 'value') || jsonb_build_object(
        'dimension', p_dimension,
        'total', v_total,
        'version', filters._version_within(p_dimension, v_selection)
    );
end;
$$;

grant execute on function filters._page_counters(text, jsonb, text, core.page)
to authenticated, service_role;

comment on function filters._page_counters(text, jsonb, text, core.page) is
$${dimension, items: [{value, label, count}], next, total, version}.

Errors: PT422 filters.invalid_within, filters.unknown_dimension,
filters.too_much_to_count.
$$;

-- filters.filter_options: all that a page of filters shows, in one answer.

create or replace function filters.filter_options(
    p_within jsonb default '{}', p_top int default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_dimension record;
    v_narrowed filters.selection;
    v_others filters.selection;
    v_list jsonb;
    v_lists jsonb := '{}';
begin
    if p_top is null or p_top not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'top is %s, not a number from 1 to 500.', coalesce(p_top::text, 'null')
            )
        );
    end if;
    v_narrowed := filters._read_within(p_within);

    for v_dimension in
        select name
        from filters.dimensions
        where is_enabled
        order by position, name
    loop
        v_others := v_narrowed;
        case v_dimension.name
            when 'region' then v_others.region_ids := null;
            when 'province' then v_others.province_ids := null;
            when 'city' then v_others.city_ids := null;
            when 'store_class' then v_others.store_class_ids := null;
            when 'category' then v_others.category_ids := null;
            when 'brand' then v_others.brand_ids := null;
        end case;

        with counted as materialized (
            select d.value, d.label, d.rank, n.lines
            from filters._count_values(v_dimension.name, v_others) as n
            inner join filters.dimension_values as d
                on n.value_id = d.value_id and d.dimension = v_dimension.name
        ),

        top as (
            select value, label, rank, lines
            from counted
            order by lines desc, rank
            limit p_top
        )

        select jsonb_build_object(
            'items', coalesce(
                (
                    select jsonb_agg(
                        jsonb_build_object(
                            'value', value, 'label', label, 'count', lines
                        )
                        order by lines desc, rank
                    )
                    from top
                ),
                '[]'
            ),
            'total', (select count(*) from counted),
            'truncated', (select count(*) > p_top from counted)
        )
        into v_list;
        v_lists := v_lists || jsonb_build_object(v_dimension.name, v_list);
    end loop;

    return jsonb_build_object(
        'dimensions', v_lists,
        'version', (select max(version) from filters.dimensions)
    ) || filters._measure(v_narrowed);
end;
$$;

grant execute on function filters.filter_options(jsonb, int)
to authenticated, service_role;

comment on function filters.filter_options(jsonb, int) is
$$All enabled dimensions at once, each narrowed by the others, and what the selection
holds.

Returns {dimensions: {<name>: {items: [{value, label, count}], total, truncated}},
price: {min, max}, basket_size: {min, max}, transactions, baskets, version}: `items` are
the `top` values by count, `total` all of them. `within` is as in filter_values; a
dimension never narrows its own list, but narrows everything else.
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, core.invalid_argument.
Budget: 50 ms.
$$;

-- filters._count_cells: folded lines per value of one dimension in a selection.
--
-- The selection must not narrow the dimension itself: filters._read_within leaves it
-- out. If most stores are selected, the counts of the other stores are subtracted from
-- the total, which reads less.

create or replace function filters._count_cells(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_margin boolean := num_nonnulls(
        p_selection.category_ids, p_selection.brand_ids
    ) = 0;
    v_others bigint[] := coalesce(p_selection.category_ids, p_selection.brand_ids);
    v_kind text;
    v_groups bigint[];
    v_rest bigint[];
    v_counts filters.counts;
begin
    if p_selection is null then
        select array_agg(d.value_id), array_agg(d.lines)
        into v_counts
        from filters.dimension_values as d
        where d.dimension = p_dimension;
    elsif p_dimension in ('category', 'brand') then
        v_kind := filters._choose_group_kind(p_selection, v_is_margin);
        v_groups := filters._select_groups(v_kind, p_selection);
        v_rest := array(
            select p.id
            from filters.store_groups as p
            where
                p.kind = 'store'
                and v_kind = 'store'
                and (p.id in (select unnest(v_groups))) is not true
        );
        if v_kind = 'store' and cardinality(v_rest) < cardinality(v_groups) then
            v_counts := filters._subtract_counts(
                filters._count_list(p_dimension, '{0}', v_others),
                filters._count_list(p_dimension, v_rest, v_others)
            );
        else
            v_counts := filters._count_list(p_dimension, v_groups, v_others);
        end if;
    else
        select array_agg(n.value_id), array_agg(n.lines)
        into v_counts
        from (
            select v.value_id, sum(c.lines)::bigint as lines
            from filters._count_lines(
                filters._select_groups('store', p_selection), p_selection
            ) as c
            inner join filters.store_groups as p on c.group_id = p.id
            cross join lateral (
                select
                    case p_dimension
                        when 'region' then p.region_id
                        when 'province' then p.province_id
                        when 'city' then p.city_id
                        when 'store_class' then p.store_class_id
                    end as value_id
            ) as v
            where v.value_id is not null
            group by v.value_id
        ) as n;
    end if;

    v_counts.value_ids := coalesce(v_counts.value_ids, '{}');
    v_counts.lines := coalesce(v_counts.lines, '{}');
    return v_counts;
end;
$$;

grant execute on function filters._count_cells(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_cells(text, filters.selection) is
$$Ids of the values with a folded line in the selection, and their number of lines.

Units: lines.
$$;

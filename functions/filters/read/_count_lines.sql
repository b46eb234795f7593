-- filters._count_lines: folded lines of a selection per store group.
--
-- Reads cells by lookups or by a scan, as filters._measure_stores does.

create or replace function filters._count_lines(
    p_groups bigint[], p_selection filters.selection
)
    returns table (group_id bigint, lines bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_categories_span filters.span := filters._span_of(p_selection.category_ids);
    v_brands_span filters.span := filters._span_of(p_selection.brand_ids);
    v_is_scan boolean := filters._is_scan_cheaper(
        cardinality(v_categories)::bigint * cardinality(v_brands)
    );
begin
    return query
    select c.group_id, sum(c.lines)::bigint
    from (
        select n.group_id, n.lines
        from unnest(p_groups) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select o.group_id, o.lines
                from filters.cells as o
                where o.group_id = p.id and o.category_id = k.id and o.brand_id = b.id
                limit 1
            ) as n
        where not v_is_scan
        union all
        select n.group_id, n.lines
        from unnest(p_groups) as p (id)
        cross join lateral (
            select o.group_id, o.lines
            from filters.cells as o
            where
                o.group_id = p.id
                and o.category_id
                between v_categories_span.low and v_categories_span.high
                and o.brand_id between v_brands_span.low and v_brands_span.high
                and (o.category_id in (select unnest(v_categories))) is true
                and (o.brand_id in (select unnest(v_brands))) is true
            offset 0
        ) as n
        where v_is_scan
    ) as c
    group by c.group_id;
end;
$$;

grant execute on function filters._count_lines(bigint[], filters.selection)
to authenticated, service_role;

comment on function filters._count_lines(bigint[], filters.selection) is
$$Groups with a line of the selection's categories and brands, and how many lines.

Units: lines.
$$;

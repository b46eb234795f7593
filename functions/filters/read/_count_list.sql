-- filters._count_list: folded lines per category or per brand in some store groups.
--
-- `p_others` are ids of the other of the two dimensions, or null. A few ids are looked
-- up one by one through the index that starts with that dimension; many ids are hashed
-- and the cells are scanned. One group and one id have each value once: nothing is
-- summed.

create or replace function filters._count_list(
    p_dimension text, p_groups bigint[], p_others bigint[]
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_others bigint[] := coalesce(p_others, '{0}');
    v_others_span filters.span := filters._span_of(p_others);
    v_is_scan boolean := filters._is_scan_cheaper(cardinality(v_others));
    v_is_single boolean := cardinality(p_groups) = 1 and cardinality(v_others) = 1;
    v_counts filters.counts;
begin
    if p_dimension = 'brand' and v_is_single then
        select array_agg(o.brand_id), array_agg(o.lines)
        into v_counts
        from filters.cells as o
        where
            o.group_id = p_groups[1]
            and o.category_id = v_others[1]
            and o.brand_id > 0;
    elsif v_is_single then
        select array_agg(o.category_id), array_agg(o.lines)
        into v_counts
        from filters.cells as o
        where
            o.brand_id = v_others[1]
            and o.group_id = p_groups[1]
            and o.category_id > 0;
    elsif p_dimension = 'brand' then
        select array_agg(n.brand_id), array_agg(n.lines)
        into v_counts
        from (
            select c.brand_id, sum(c.lines)::bigint as lines
            from (
                select m.brand_id, m.lines
                from unnest(p_groups) as p (id)
                cross join unnest(v_others) as k (id)
                cross join lateral (
                    select o.brand_id, o.lines
                    from filters.cells as o
                    where o.group_id = p.id and o.category_id = k.id and o.brand_id > 0
                    offset 0
                ) as m
                where not v_is_scan
                union all
                select m.brand_id, m.lines
                from unnest(p_groups) as p (id)
                cross join lateral (
                    select o.brand_id, o.lines
                    from filters.cells as o
                    where
                        o.group_id = p.id
                        and o.category_id between v_others_span.low and v_others_span.high
                        and o.brand_id > 0
                        and (o.category_id in (select unnest(v_others))) is true
                    offset 0
                ) as m
                where v_is_scan
            ) as c
            group by c.brand_id
        ) as n;
    else
        select array_agg(n.category_id), array_agg(n.lines)
        into v_counts
        from (
            select c.category_id, sum(c.lines)::bigint as lines
            from (
                select m.category_id, m.lines
                from unnest(p_groups) as p (id)
                cross join unnest(v_others) as b (id)
                cross join lateral (
                    select o.category_id, o.lines
                    from filters.cells as o
                    where
                        o.brand_id = b.id
                        and o.group_id = p.id
                        and o.category_id > 0
                    offset 0
                ) as m
                where not v_is_scan
                union all
                select m.category_id, m.lines
                from unnest(p_groups) as p (id)
                cross join lateral (
                    select o.category_id, o.lines
                    from filters.cells as o
                    where
                        o.group_id = p.id
                        and o.category_id > 0
                        and o.brand_id between v_others_span.low and v_others_span.high
                        and (o.brand_id in (select unnest(v_others))) is true
                    offset 0
                ) as m
                where v_is_scan
            ) as c
            group by c.category_id
        ) as n;
    end if;
    return v_counts;
end;
$$;

grant execute on function filters._count_list(text, bigint[], bigint[])
to authenticated, service_role;

comment on function filters._count_list(text, bigint[], bigint[]) is
$$Ids of the categories or brands with a folded line in these groups, and how many.

Units: lines.
$$;

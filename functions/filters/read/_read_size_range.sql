-- filters._read_size_range: the range of sizes of unchanged baskets, read from lines.
--
-- Without a category and brand every basket of the store matches, and no line is read.
-- Changed baskets are left out, since their stored sizes are out of date. Definer:
-- callers may know the ends of a range, but not which baskets exist.

create or replace function filters._read_size_range(
    p_group_ids bigint[],
    p_selection filters.selection,
    p_changes filters.measured_changes
)
    returns filters.span
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_is_whole boolean := num_nonnulls(
        p_selection.category_ids, p_selection.brand_ids
    ) = 0;
    v_span filters.span;
begin
    select min(n.line_count), max(n.line_count)
    into v_span
    from (
        select b.line_count, b.ordinal, p.id as group_id
        from filters.store_groups as p
        inner join filters.baskets as b on p.store_id = b.store_id
        where
            v_is_whole
            and p.id = any(p_group_ids)
            and b.ordinal is not null
            and b.line_count > 0
        union all
        select b.line_count, b.ordinal, p.id
        from filters.store_groups as p
        inner join filters.transactions as t on p.store_id = t.store_id
        inner join filters.baskets as b on t.basket_id = b.id
        where
            not v_is_whole
            and p.id = any(p_group_ids)
            and (
                p_selection.category_ids is null
                or t.category_id = any(p_selection.category_ids)
            )
            and (
                p_selection.brand_ids is null or t.brand_id = any(p_selection.brand_ids)
            )
            and b.ordinal is not null
            and b.line_count > 0
    ) as n
    left join unnest(p_changes.group_ids, p_changes.masks) as m (group_id, mask)
        on n.group_id = m.group_id
    where m.mask is null or get_bit(m.mask, n.ordinal::integer) = 0;
    return v_span;
end;
$$;

grant execute on function filters._read_size_range(
    bigint[], filters.selection, filters.measured_changes
) to authenticated, service_role;

comment on function filters._read_size_range(
    bigint[], filters.selection, filters.measured_changes
) is
$$Range of folded sizes of the unchanged baskets of these stores in a selection.

Units: lines.
$$;

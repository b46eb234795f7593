-- filters.tighten_ranges: read lines again for cells with a range that is only a bound.
--
-- Stores with unfolded changes are skipped: the lines must equal the folded state, and
-- one statement sees both. Locks: the fold lock, if it is free.

create or replace function filters.tighten_ranges(p_stores integer default 10)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_tightened bigint;
begin
    if not filters._try_lock_folds() then
        return 0;
    end if;

    with store as materialized (
        select p.id as group_id, p.store_id
        from filters.cells as c
        inner join filters.store_groups as p on c.group_id = p.id
        where
            not (c.is_exact and c.has_exact_sizes)
            and not exists (
                select
                from filters.unfolded_changes as l
                where l.store_id = p.store_id
            )
        group by p.id, p.store_id
        order by count(*) desc, p.id
        limit p_stores
    ),

    counted as (
        select
            s.group_id,
            case grouping(t.category_id) when 1 then 0 else t.category_id end as category_id,
            case grouping(t.brand_id) when 1 then 0 else t.brand_id end as brand_id,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max,
            min(b.line_count) as size_min,
            max(b.line_count) as size_max
        from store as s
        inner join filters.transactions as t on s.store_id = t.store_id
        inner join filters.baskets as b on t.basket_id = b.id
        group by
            s.group_id,
            grouping sets (
                (t.category_id, t.brand_id), (t.category_id), (t.brand_id), ()
            )
    ),

    tightened as (
        update filters.cells as c
        set
            price_min = n.price_min,
            price_max = n.price_max,
            size_min = n.size_min,
            size_max = n.size_max,
            is_exact = true,
            has_exact_sizes = true
        from counted as n
        where
            c.group_id = n.group_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
            and not (c.is_exact and c.has_exact_sizes)
        returning c.group_id
    )

    select count(*)
    into v_tightened
    from tightened;
    return v_tightened;
end;
$$;

grant execute on function filters.tighten_ranges(integer) to app_worker, service_role;

comment on function filters.tighten_ranges(integer) is
$$Make the ranges of prices and sizes of up to p_stores stores exact; returns the cells.

Query results are the same before and after; those about ranges get faster.
$$;

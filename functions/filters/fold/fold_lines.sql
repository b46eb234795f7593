-- filters.fold_lines: count changes of lines in the cells and delete the changes.
--
-- One statement takes all changes of some baskets and reads the current lines of those
-- baskets. Both come from one snapshot, so the result equals the lines, even while
-- others write. All later steps use only that result and tables that only folds write.
-- A reader's snapshot sees either the pending changes or their folded result.
--
-- Locks: the fold lock, then rows of baskets, store groups, cells and sizes, which only
-- folds write; then the states of the dimensions. The states are locked before a
-- changed value is noted, so filters.emit_changes never deletes a change that it has
-- not seen. A fold that crashes leaves no trace. Bulk writes that could not fold
-- themselves come first, store by store.

create or replace function filters.fold_lines(p_limit integer default 20000)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.line_changes[];
    v_lines filters.basket_line[];
    v_baskets filters.changed_basket[];
    v_counts filters.line_changes[];
begin
    if not filters._try_lock_folds() then
        return 0;
    end if;

    with chosen as materialized (
        select distinct n.store_id, n.basket_id
        from (
            (
                select b.store_id, b.basket_id
                from filters.bulk_changes as b
                where (select exists (select from filters.bulk_writes))
                order by b.store_id, b.basket_id
                limit p_limit
            )
            union all
            select l.store_id, l.basket_id
            from filters.line_changes as l
            limit p_limit
        ) as n
    ),

    -- A hashed subplan: the planner does not know the number of changes, and a join
    -- might compare each change with each basket.
    taken as (
        delete from filters.line_changes as l
        where (l.basket_id in (select s.basket_id from chosen as s)) is true
        returning l.*
    ),

    bulk_taken as (
        delete from filters.bulk_changes as b
        using chosen as s
        where b.store_id = s.store_id and b.basket_id = s.basket_id
        returning
            b.store_id, b.basket_id, b.category_id, b.brand_id, b.price_minor, b.lines,
            b.noted_at
    ),

    line as (
        select t.store_id, t.basket_id, t.category_id, t.brand_id
        from chosen as s
        cross join lateral (
            select o.store_id, o.basket_id, o.category_id, o.brand_id
            from filters.transactions as o
            where o.store_id = s.store_id and o.basket_id = s.basket_id
            offset 0
        ) as t
    )

    select
        array(
            select row(t.*)::filters.line_changes from taken as t
            union all
            select row(b.*)::filters.line_changes from bulk_taken as b
        ),
        array(select row(l.*)::filters.basket_line from line as l)
    into v_changes, v_lines;
    delete from filters.bulk_writes as w
    where
        not exists (
            select
            from filters.bulk_changes as b
            where b.bulk_id = w.id
        );
    if v_changes = '{}' then
        return 0;
    end if;

    v_baskets := filters._size_baskets(v_changes, v_lines);
    -- Groups and values count lines only: one sum per store, category and brand.
    v_counts := array(
        select
            row(
                n.store_id, 0, n.category_id, n.brand_id, 0, sum(n.lines), now()
            )::filters.line_changes
        from unnest(v_changes) as n
        group by n.store_id, n.category_id, n.brand_id
        having sum(n.lines) <> 0
    );
    perform filters._fold_groups(v_counts);
    perform filters._fold_stores(v_changes, v_lines, v_baskets);
    perform filters._fold_sizes(v_baskets);
    perform filters._raise_versions(cardinality(v_changes));
    perform filters._fold_values(v_counts);

    return cardinality(v_changes);
end;
$$;

grant execute on function filters.fold_lines(integer) to app_worker, service_role;

comment on function filters.fold_lines(integer) is
$$Fold about p_limit changes, of whole baskets; returns the number of folded changes.

0: nothing is left, or another transaction folds. Query results are the same before and
after; after the fold they are faster.
$$;

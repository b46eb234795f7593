-- filters._move_stores: count stores at their new location after stores or places
-- moved.
--
-- Locks: filters.transactions against writers, then the fold lock. The lines of these
-- stores are subtracted from their old groups and added to the new ones, and no line
-- may be written in between.

create or replace function filters._move_stores()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores bigint[];
    v_gone filters.line_changes[];
    v_come filters.line_changes[];
begin
    lock table filters.transactions in share row exclusive mode;
    perform filters._lock_folds();
    perform filters._fold_all();

    v_stores := array(select m.store_id from filters._list_moved_stores() as m);
    select
        array_agg(row(
            t.store_id, 0, t.category_id, t.brand_id, 0, -t.lines, now()
        )::filters.line_changes),
        array_agg(row(
            t.store_id, 0, t.category_id, t.brand_id, 0, t.lines, now()
        )::filters.line_changes)
    into v_gone, v_come
    from (
        select l.store_id, l.category_id, l.brand_id, count(*) as lines
        from filters.transactions as l
        where l.store_id = any(v_stores)
        group by l.store_id, l.category_id, l.brand_id
    ) as t;

    perform filters._fold_groups(v_gone);
    update filters.store_groups as p
    set
        region_id = m.region_id,
        province_id = m.province_id,
        city_id = m.city_id,
        store_class_id = m.store_class_id
    from filters._list_moved_stores() as m
    where p.store_id = m.store_id;
    perform filters._create_store_groups(v_stores);
    perform filters._fold_groups(v_come);
end;
$$;

comment on function filters._move_stores() is
    'Move stores whose region, province, city or class changed to their new groups.';

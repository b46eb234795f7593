-- filters._measure_changes: everything that unfolded changes add to a selection.
--
-- It runs once per request: each change is read, located and compared with the
-- selection once. `missed` has one bit for each part of the selection that a change is
-- outside of: 1 region, 2 province, 4 city, 8 store class, 16 category, 32 brand. Sets
-- of ids are hashed: the comparisons are written so that the planner cannot turn them
-- into joins.
--
-- The bitmaps are out of date for a changed basket, so readers leave its bit out. The
-- lines of such a basket are read only for a selection of categories or brands where
-- the changes alone do not decide. Definer: callers may know how many lines a basket
-- has, but not which.

create or replace function filters._measure_changes(p_selection filters.selection)
    returns filters.measured_changes
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_whole boolean := num_nonnulls(
        p_selection.category_ids, p_selection.brand_ids
    ) = 0;
    v_changes filters.measured_changes;
begin
    if not exists (select from filters.unfolded_changes) then
        return v_changes;
    end if;

    with member as materialized (
        select
            p.id,
            p.store_id,
            p.region_id,
            p.province_id,
            p.city_id,
            p.store_class_id,
            repeat('0', p.capacity::integer)::bit varying as empty,
            case
                when p_selection.region_ids is null then 0
                when p.region_id in (select unnest(p_selection.region_ids)) then 0
                else 1
            end
            + case
                when p_selection.province_ids is null then 0
                when p.province_id in (select unnest(p_selection.province_ids)) then 0
                else 2
            end
            + case
                when p_selection.city_ids is null then 0
                when p.city_id in (select unnest(p_selection.city_ids)) then 0
                else 4
            end
            + case
                when p_selection.store_class_ids is null then 0
                when p.store_class_id in (select unnest(p_selection.store_class_ids))
                    then 0
                else 8
            end as missed
        from filters.store_groups as p
        where p.kind = 'store'
    ),

    line as materialized (
        select
            p.id as group_id,
            w.store_id,
            w.basket_id,
            w.category_id,
            w.brand_id,
            w.price_minor,
            w.lines,
            p.missed
            + case
                when p_selection.category_ids is null then 0
                when w.category_id in (select unnest(p_selection.category_ids)) then 0
                else 16
            end
            + case
                when p_selection.brand_ids is null then 0
                when w.brand_id in (select unnest(p_selection.brand_ids)) then 0
                else 32
            end as missed
        from filters.unfolded_changes as w
        inner join member as p on w.store_id = p.store_id
    ),

    -- Per dimension, the changes that match all other parts of the selection.
    valued as (
        select v.dimension, v.value_id, sum(s.lines)::bigint as lines
        from (
            select l.group_id, l.missed, sum(l.lines) as lines
            from line as l
            where l.missed & 48 = 0
            group by l.group_id, l.missed
        ) as s
        inner join member as p on s.group_id = p.id
        cross join lateral (
            values
            ('region', p.region_id, 62),
            ('province', p.province_id, 61),
            ('city', p.city_id, 59),
            ('store_class', p.store_class_id, 55)
        ) as v (dimension, value_id, others)
        where s.missed & v.others = 0
        group by v.dimension, v.value_id
        union all
        select 'category', l.category_id, sum(l.lines)::bigint
        from line as l
        where l.missed & 47 = 0
        group by l.category_id
        union all
        select 'brand', l.brand_id, sum(l.lines)::bigint
        from line as l
        where l.missed & 31 = 0
        group by l.brand_id
    ),

    counted as materialized (
        select
            n.dimension,
            row(array_agg(n.value_id), array_agg(n.lines))::filters.counts as counts
        from valued as n
        where n.value_id is not null and n.lines <> 0
        group by n.dimension
    ),

    priced as materialized (
        select
            l.group_id,
            l.price_minor,
            sum(l.lines)::bigint as lines,
            width_bucket(l.price_minor, filters._price_bounds()) + 1 as bucket
        from line as l
        where l.missed = 0
        group by l.group_id, l.price_minor
        having sum(l.lines) <> 0
    ),

    basket as materialized (
        select
            c.group_id,
            b.ordinal,
            b.line_count + c.lines as size,
            case
                when v_is_whole then b.line_count + c.lines > 0
                when b.line_count = 0 or (c.came > 0 and not c.is_less) then c.came > 0
                else (
                    select true
                    from filters.transactions as t
                    where
                        t.store_id = c.store_id
                        and t.basket_id = c.basket_id
                        and (
                            p_selection.category_ids is null
                            or t.category_id in (select unnest(p_selection.category_ids))
                        ) is true
                        and (
                            p_selection.brand_ids is null
                            or t.brand_id in (select unnest(p_selection.brand_ids))
                        ) is true
                    limit 1
                ) is true
            end as is_matching
        from (
            select
                l.group_id,
                l.store_id,
                l.basket_id,
                sum(l.lines)::bigint as lines,
                coalesce(sum(l.lines) filter (where l.missed = 0), 0) as came,
                coalesce(bool_or(l.lines < 0 and l.missed = 0), false) as is_less
            from line as l
            where l.missed & 15 = 0
            group by l.group_id, l.store_id, l.basket_id
        ) as c
        inner join filters.baskets as b on c.basket_id = b.id
    ),

    masked as materialized (
        select p.id, bit_or(set_bit(p.empty, b.ordinal::integer, 1))::bit varying as mask
        from basket as b
        inner join member as p on b.group_id = p.id
        where b.ordinal is not null
        group by p.id
    )

    select
        row(
            (select c.counts from counted as c where c.dimension = 'region'),
            (select c.counts from counted as c where c.dimension = 'province'),
            (select c.counts from counted as c where c.dimension = 'city'),
            (select c.counts from counted as c where c.dimension = 'store_class')
        )::filters.attribute_counts,
        (select c.counts from counted as c where c.dimension = 'category'),
        (select c.counts from counted as c where c.dimension = 'brand'),
        (select sum(n.lines)::bigint from priced as n),
        (select min(n.price_minor) from priced as n where n.lines > 0),
        (select max(n.price_minor) from priced as n where n.lines > 0),
        array(select distinct n.group_id from priced as n where n.lines < 0),
        array(
            select coalesce(sum(n.lines), 0)::bigint
            from generate_series(1, cardinality(filters._price_bounds()) + 1)
                as g (bucket)
            left join priced as n on g.bucket = n.bucket
            group by g.bucket
            order by g.bucket
        ),
        array(select b.size from basket as b where b.is_matching),
        (select array_agg(m.id order by m.id) from masked as m),
        (select array_agg(m.mask order by m.id) from masked as m)
    into v_changes;
    return v_changes;
end;
$$;

grant execute on function filters._measure_changes(filters.selection)
to authenticated, service_role;

comment on function filters._measure_changes(filters.selection) is
    'What unfolded changes add to the counts, prices and baskets of a selection.';

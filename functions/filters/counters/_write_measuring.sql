-- filters._write_measuring: the query that measures the rows of a selection.
--
-- As filters._measure_changes, but of lines instead of changes: `missed` has one bit
-- for each part of the selection that a line is outside of, 16 for category and 32 for
-- brand. Each measure has the parts that it needs; null means all, with lists of the
-- six dimensions. $1 is the part of the selection that the cube has.

create or replace function filters._write_measuring(p_selection jsonb, p_measure text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        $query$
with store as materialized (
    select s.* from filters._locate_stores($1) as s
),

line as materialized (
    select
        r.store_id,
        r.basket_id,
        r.category_id,
        r.brand_id,
        r.price_minor,
        s.missed
        + case
            when ($1).category_ids is null then 0
            when r.category_id = any(($1).category_ids) then 0
            else 16
        end
        + case
            when ($1).brand_ids is null then 0
            when r.brand_id = any(($1).brand_ids) then 0
            else 32
        end as missed
    from filters.transactions as r
    inner join store as s on r.store_id = s.store_id
    where %1$s
),

valued as (
    select v.dimension, v.value_id, sum(n.lines)::bigint as lines
    from (
        select l.store_id, l.missed, count(*) as lines
        from line as l
        where l.missed & 48 = 0
        group by l.store_id, l.missed
    ) as n
    inner join store as s on n.store_id = s.store_id
    cross join lateral (
        values
        ('region', s.region_id, 62),
        ('province', s.province_id, 61),
        ('city', s.city_id, 59),
        ('store_class', s.store_class_id, 55)
    ) as v (dimension, value_id, others)
    where n.missed & v.others = 0
    group by v.dimension, v.value_id
    union all
    select 'category', l.category_id, count(*)
    from line as l
    where l.missed & 47 = 0
    group by l.category_id
    union all
    select 'brand', l.brand_id, count(*)
    from line as l
    where l.missed & 31 = 0
    group by l.brand_id
),

counted as materialized (
    select
        n.dimension,
        row(array_agg(n.value_id), array_agg(n.lines))::filters.counts as counts
    from valued as n
    where n.value_id is not null
    group by n.dimension
),

priced as materialized (
    select
        count(*) as lines,
        min(l.price_minor) as low,
        max(l.price_minor) as high,
        width_bucket(l.price_minor, filters._price_bounds()) + 1 as bucket
    from line as l
    where l.missed = 0
    group by width_bucket(l.price_minor, filters._price_bounds()) + 1
),

basket as (
    select b.line_count + coalesce(c.lines, 0) as size
    from (select distinct l.basket_id from line as l where l.missed = 0) as n
    inner join filters.baskets as b on n.basket_id = b.id
    left join filters._list_changed_baskets() as c on n.basket_id = c.basket_id
)

select %2$s, %3$s, %4$s
        $query$,
        filters._write_row_conditions(p_selection, p_measure is null),
        case
            when p_measure is null then $parts$
    row(
        (select c.counts from counted as c where c.dimension = 'region'),
        (select c.counts from counted as c where c.dimension = 'province'),
        (select c.counts from counted as c where c.dimension = 'city'),
        (select c.counts from counted as c where c.dimension = 'store_class')
    )::filters.attribute_counts,
    (select c.counts from counted as c where c.dimension = 'category'),
    (select c.counts from counted as c where c.dimension = 'brand')
            $parts$
            else 'null, null, null'
        end,
        case
            when p_measure is null or p_measure = 'price' then $parts$
    (select coalesce(sum(n.lines), 0)::bigint from priced as n),
    (select min(n.low) from priced as n),
    (select max(n.high) from priced as n),
    array(
        select coalesce(n.lines, 0)
        from generate_series(1, cardinality(filters._price_bounds()) + 1)
            as g (bucket)
        left join priced as n on g.bucket = n.bucket
        order by g.bucket
    )
            $parts$
            else 'null, null, null, null'
        end,
        case
            when p_measure is null or p_measure = 'basket_size'
                then 'array(select b.size from basket as b)'
            else 'null'
        end
    )
$$;

comment on function filters._write_measuring(jsonb, text) is
$$SQL of (attributes, categories, brands, lines, low, high, price_counts, sizes).

The parts that the measure (price, basket_size, or null for all) does not need are null.
$$;

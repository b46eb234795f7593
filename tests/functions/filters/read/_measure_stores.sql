-- Proves functions/filters/read/_measure_stores.sql.
begin;
select plan(15);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select s.store_key, bit_count(m.bits)
       from filters._measure_stores(
           row(null, null, null, null, null, array(select id from master.brands))
           ::filters.selection, 'basket_size', null
       ) as m
       inner join filters.store_groups as p on m.group_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       order by s.store_key $$,
    $$ values ('s1', 2::bigint), ('s2', 1::bigint), ('s3', 1::bigint) $$,
    'one bitmap per store, with each matching basket once'
);

create function pg_temp.baskets() returns bigint language sql as $$
    select sum(m.baskets)::bigint
    from filters._measure_stores(null, null, filters._measure_changes(null)) as m
$$;
select tests.sell('b1', 'fizz', null, 1);
select is(pg_temp.baskets(), 3::bigint, 'without the baskets that changed');
select results_eq(
    $$ select s.store_key, m.size_low, m.size_high, m.size_bound_low, m.size_bound_high
       from filters._measure_stores(null, null, filters._measure_changes(null)) as m
       inner join filters.store_groups as p on m.group_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       order by s.store_key $$,
    $$ values
       ('s1', null::bigint, null::bigint, 1::bigint, 3::bigint),
       ('s2', 2, 2, null, null), ('s3', 1, 1, null, null) $$,
    'the sizes of a store with a changed basket are a bound, others are exact'
);
select is_empty(
    $$ select m.group_id
       from filters._read_within('{"brand": "crisp", "region": "NCR"}') as w
       cross join lateral filters._measure_stores(
           w, null, filters._measure_changes(w)
       ) as m
       where m.baskets > 0 or m.size_bound_low is not null or m.size_low is not null $$,
    'without an unchanged basket there is no bound'
);
do $$ begin perform filters._fold_all(); end $$;
select is(pg_temp.baskets(), 4::bigint, 'until they are folded');
select is(
    (
        select count(m.bits)
        from filters._read_within('{"brand": ["crisp", "fizz"]}') as w
        cross join lateral filters._measure_stores(w, null, null) as m
    ),
    0::bigint, 'bits are for a histogram of sizes only'
);
select results_eq(
    $$ select m.baskets
       from filters._read_within('{"brand": ["crisp", "fizz"]}') as w
       cross join lateral filters._measure_stores(w, null, null) as m
       order by m.baskets $$,
    $$ values (1::bigint), (1), (2) $$,
    'a basket in several cells counts once'
);
select results_eq(
    $$ select m.lines, m.low, m.high, m.price_counts
       from filters._measure_stores(null, 'price', null) as m
       order by m.lines, m.low $$,
    $$ values
       (1::bigint, 999::bigint, 999::bigint, '{0,0,0,0,0,1,0,0,0,0}'::bigint[]),
       (2, -200, 175, '{1,0,1,0,0,0,0,0,0,0}'),
       (5, 0, 200, '{1,1,2,1,0,0,0,0,0,0}') $$,
    'or lines, their range of prices and lines per bucket'
);
select is(
    (select count(m.bits) from filters._measure_stores(null, 'price', null) as m),
    0::bigint,
    'then without bits'
);
select is(
    (select count(m.baskets) from filters._measure_stores(null, 'price', null) as m),
    0::bigint,
    'and without baskets'
);

-- Given: many brands and categories, and the same selection in two ways.
drop table pg_temp.small_shop;
create temporary table few as
select array_agg(value_id order by rank) as ids
from filters.dimension_values
where dimension = 'brand';
select is(
    filters._is_scan_cheaper(cardinality(few.ids)::bigint), false, 'few are looked up'
)
from few;
create temporary table measured as
select
    m as stores,
    n.measure
from few
cross join (values ('price'), ('basket_size'), (null)) as n (measure)
cross join lateral filters._measure_stores(
    row(null, null, null, null, null, few.ids)::filters.selection, n.measure, null
) as m;
select is(filters._is_scan_cheaper(13), true, 'many are not');
select results_eq(
    format(
        'select m.* from filters._measure_stores('
        'row(null, null, null, null, null, %L)::filters.selection, %L, null) as m '
        'order by m.group_id',
        few.ids || array(select generate_series(-20, -1)::bigint), n.measure
    ),
    format(
        'select (m.stores).* from measured as m '
        'where m.measure is not distinct from %L order by (m.stores).group_id',
        n.measure
    ),
    'and say the same of ' || coalesce(n.measure, 'single numbers')
)
from few
cross join (values ('price'), ('basket_size'), (null)) as n (measure);

select * from finish();
rollback;

-- Proves functions/filters/_place_stores.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select kind, count(*) from filters.places group by kind order by kind $$,
    $$ values
        ('all', 1::bigint), ('province', 2::bigint), ('province_class', 2::bigint),
        ('region', 2::bigint), ('region_class', 2::bigint), ('store', 3::bigint),
        ('store_class', 2::bigint) $$,
    'every store has a place, and so has every group that has a store'
);
select is(
    (
        select max(capacity)
        from filters.places
    ), 64::bigint,
    'bitmaps have room to spare'
);

-- A store that outgrows its bitmaps.
insert into filters.baskets (basket_key, store_id, ordinal, line_count)
select
    'x' || n as basket_key,
    s.id as store_id,
    n as ordinal,
    1 as line_count
from filters.stores as s
cross join generate_series(2, 100) as n
where s.store_key = 's1';
select filters._place_stores();

select is(
    (
        select max(capacity)
        from filters.places
    ), 128::bigint,
    'capacity follows the number of baskets'
);
select is_empty(
    $$ select c.place_id
       from filters.cells as c
       inner join filters.places as p on c.place_id = p.id and p.kind = 'store'
       where length(c.bits) <> p.capacity or bit_count(c.bits) <> c.baskets $$,
    'its bitmaps get longer and say the same'
);

select * from finish();
rollback;

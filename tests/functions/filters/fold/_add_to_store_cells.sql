-- Proves functions/filters/fold/_add_to_store_cells.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select c.lines, c.baskets, c.price_min, c.price_max
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       where s.store_key = 's1' and c.category_id = 0 and c.brand_id = 0 $$,
    $$ values (4::bigint, 2::bigint, 0::bigint, 200::bigint) $$,
    'a store''s own margin counts all of its lines, with and without category'
);
select results_eq(
    $$ select m.bucket, sum(m.baskets)::bigint
       from filters.basket_sizes as m
       group by m.bucket
       order by m.bucket $$,
    $$ values (1::bigint, 2::bigint), (2::bigint, 1::bigint), (3::bigint, 1::bigint) $$,
    'each basket is in one bucket of sizes'
);

select * from finish();
rollback;

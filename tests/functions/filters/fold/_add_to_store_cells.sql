-- Proves functions/filters/fold/_add_to_store_cells.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select c.lines, c.baskets, c.price_min, c.price_max, c.size_min, c.size_max
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       where s.store_key = 's1' and c.category_id = 0 and c.brand_id = 0 $$,
    $$ values (4::bigint, 2::bigint, 0::bigint, 200::bigint, 1::bigint, 3::bigint) $$,
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

-- More lines, all of new baskets: b5 with one line, b6 with two.
truncate small_shop;
insert into small_shop (basket, store, product, brand, price, quantity, sold_at)
values
('b5', 's2', 'cola', 'Fizz', '1', '1', '2024-05-01'),
('b6', 's3', 'cola', 'Fizz', '1', '1', '2024-05-01'),
('b6', 's3', 'chips', 'Crisp', '1', '1', '2024-05-01');
do $$ begin perform filters._load_transactions('pg_temp.small_shop'); end $$;
select results_eq(
    $$ select s.store_key, c.lines, c.baskets, c.size_min, c.size_max
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       where s.store_key <> 's1' and c.category_id = 0 and c.brand_id = 0
       order by s.store_key $$,
    $$ values ('s2', 3::bigint, 2::bigint, 1::bigint, 2::bigint), ('s3', 3, 2, 1, 2) $$,
    'lines that come later are added, and widen the ranges'
);
select is_empty(
    $$ select * from filters.list_wrong_cells() $$, 'every range equals the lines'
);

select * from finish();
rollback;

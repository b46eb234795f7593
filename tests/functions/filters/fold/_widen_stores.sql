-- Proves functions/filters/fold/_widen_stores.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select is(
    (
        select max(capacity)
        from filters.store_groups
    ), 64::bigint,
    'bitmaps have room to spare'
);

-- A store that outgrows its bitmaps, and one that does not.
insert into filters.baskets (basket_key, store_id, ordinal, line_count)
select
    'x' || n as basket_key,
    s.id as store_id,
    n as ordinal,
    1 as line_count
from filters.stores as s
cross join generate_series(2, 100) as n
where s.store_key = 's1';
do $$ begin
    perform filters._widen_stores(array(select id from filters.stores));
end $$;

select results_eq(
    $$ select s.store_key, p.capacity
       from filters.store_groups as p
       inner join filters.stores as s on p.store_id = s.id
       order by s.store_key $$,
    $$ values ('s1', 128::bigint), ('s2', 64), ('s3', 64) $$,
    'capacity follows the number of baskets'
);
select is_empty(
    $$ select c.group_id
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id and p.kind = 'store'
       where length(c.bits) <> p.capacity or bit_count(c.bits) <> c.baskets $$,
    'its bitmaps get longer and say the same'
);
select is_empty(
    $$ select s.group_id
       from filters.basket_sizes as s
       inner join filters.store_groups as p on s.group_id = p.id
       where length(s.bits) <> p.capacity $$,
    'and so do the masks of sizes'
);

insert into filters.baskets (basket_key, store_id, ordinal)
select
    'y' as basket_key,
    id as store_id,
    127 as ordinal
from filters.stores
where store_key = 's1';
do $$ begin
    perform filters._widen_stores(array(select id from filters.stores));
end $$;
select is(
    (
        select max(capacity)
        from filters.store_groups
    ), 128::bigint,
    'there is room until the last bit is used'
);

select * from finish();
rollback;

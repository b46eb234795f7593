-- Proves functions/filters/fold/_fold_all.sql.
begin;
select plan(3);

-- Given: the small shop, and more changed baskets than one fold takes.
select tests.small_shop();
insert into filters.baskets (basket_key, store_id)
select
    concat('x', n) as basket_key,
    s.id
from filters.stores as s
cross join generate_series(1, 20100) as n
where s.store_key = 's1';
insert into filters.transactions (
    basket_id, store_id, product_key, price_minor, quantity, sold_at
)
select
    b.id,
    b.store_id,
    'thing' as product_key,
    5 as price_minor,
    1 as quantity,
    now() as sold_at
from filters.baskets as b
where b.basket_key like 'x%';

select cmp_ok(
    (select count(*) from filters.unfolded_changes), '>', 20000::bigint,
    'there is more than one batch'
);
select lives_ok(
    $$ select filters._fold_all() $$, 'all of them are folded'
);
select is(
    (
        select
            jsonb_build_array(
                (select count(*) from filters.unfolded_changes), c.lines
            )
        from filters.cells as c
        where c.group_id = 0 and c.category_id = 0 and c.brand_id = 0
    ),
    '[0, 20107]',
    'none is left, and each is in the cells'
);

select * from finish();
rollback;

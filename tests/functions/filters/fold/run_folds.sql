-- Proves functions/filters/fold/run_folds.sql.
begin;
select plan(5);

-- Given: the small shop, and one line more.
select tests.small_shop();
select tests.sell('b4', 'crisp', 'food/drinks', 1);

set local role app_worker;
select is(filters.run_folds(), false, 'a worker folds: nothing is left');
reset role;
select is_empty($$ select * from filters.line_changes $$, 'changes are folded');
select is(
    (
        select count(*) from core.events
        where type = 'filters.dimension.changed'
    ), 2::bigint, 'and emitted'
);

insert into filters.baskets (basket_key, store_id)
select
    concat('x', n) as basket_key,
    s.id
from filters.stores as s
cross join generate_series(1, 20001) as n
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
select is(filters.run_folds(), true, 'a full batch says that more may wait');
select is(filters.run_folds(), false, 'the rest does not');

select * from finish();
rollback;

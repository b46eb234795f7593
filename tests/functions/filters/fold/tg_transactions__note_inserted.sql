-- Proves functions/filters/fold/tg_transactions__note_inserted.sql.
begin;
select plan(5);

-- Given: the small shop; who writes lines has no grant on their changes.
select tests.small_shop();
grant insert on filters.transactions to service_role;
set local role service_role;
insert into filters.transactions (
    basket_id, store_id, product_key, brand_id, category_id,
    price_minor, quantity, sold_at
)
select
    basket_id,
    store_id,
    'again' as product_key,
    brand_id,
    category_id,
    price_minor,
    1 as quantity,
    sold_at
from filters.transactions
where price_minor in (175, -200);
reset role;

select results_eq(
    $$ select b.basket_key, l.price_minor, l.lines
       from filters.line_changes as l
       inner join filters.baskets as b on b.id = l.basket_id
       order by l.price_minor $$,
    $$ values ('b3', -200::bigint, 1::bigint), ('b3', 175::bigint, 1::bigint) $$,
    'each row of an insert is one change'
);
select is(
    tests.filter_answers(), tests.naive_answers(), 'answers count it at once'
);

do $$ begin
    perform tests.sell('b1', 'fizz', null, 1);
    raise exception 'undo';
exception
    when raise_exception then
        null;
end $$;
select is(
    (
        select count(*)
        from filters.line_changes
    ), 2::bigint,
    'what is rolled back was no change'
);

insert into filters.transactions (
    basket_id, store_id, product_key, price_minor, quantity, sold_at
)
select
    basket_id,
    store_id,
    product_key,
    price_minor,
    quantity,
    sold_at
from filters.transactions
where false;
select is(
    (
        select count(*)
        from filters.line_changes
    ), 2::bigint,
    'an insert of nothing is no change'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    tests.filter_answers(), tests.naive_answers(), 'and so do they when it is folded'
);

select * from finish();
rollback;

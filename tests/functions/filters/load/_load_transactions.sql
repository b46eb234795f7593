-- Proves functions/filters/load/_load_transactions.sql.
begin;
select plan(12);

-- Given: the small shop.
select tests.small_shop();

select is(
    (
        select count(*)
        from filters.transactions
    ), 7::bigint,
    'every line is in, whatever its amount'
);
select is(
    (select sum(price_minor) from filters.transactions)::bigint, 1474::bigint,
    'money is in minor units'
);
select is(
    (
        select is_tbwa
        from master.brands
        where brand_key = 'fizz'
    ), true,
    'a private label is is_tbwa'
);

-- b2 grows, b5 is new, in a store that was there.
delete from pg_temp.small_shop
where basket <> 'b2';
update pg_temp.small_shop set price = '0.50', brand = 'crisp';
create temporary table again as
select *
from pg_temp.small_shop;
update pg_temp.again
set basket = 'b5';
insert into pg_temp.small_shop
select *
from pg_temp.again;
select is(
    filters._load_transactions('pg_temp.small_shop'), 2::bigint,
    'the number of lines is the answer'
);
select is(
    filters._measure(
        null,
        array(select s from filters._measure_stores(null, 'basket_size', null) as s),
        null
    ),
    '{"price": {"min": -200, "max": 999}, "basket_size": {"min": 1, "max": 3},
      "transactions": 9, "baskets": 5}',
    'counts follow in the same transaction'
);
select is(
    (
        select line_count
        from filters.baskets
        where basket_key = 'b2'
    ), 2::bigint,
    'a basket that gets more lines grows'
);

-- A load after changes that were not folded.
select tests.sell('b1', 'fizz', 'food/drinks', 3);
select tests.sell('b7', 'crisp', null, 4, 's3');
delete from filters.transactions
where price_minor = 200;
update pg_temp.small_shop set basket = 'b7', store = 's3';
do $$ begin perform filters._load_transactions('pg_temp.small_shop'); end $$;
select is(
    tests.filter_answers(), tests.naive_answers(),
    'changes before a load are counted with it'
);
select is_empty($$ select * from filters.line_changes $$, 'and its own lines at once');
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'no invariant is broken'
);

update pg_temp.small_shop set store = 's1', basket = 'b2';
update pg_temp.small_shop set price = 'free';
select throws_ok(
    $$ select filters._load_transactions('pg_temp.small_shop') $$,
    '22P02', null,
    'a price that is not a number raises'
);
update pg_temp.small_shop set price = '1', store = 's2';
select throws_ok(
    $$ select filters._load_transactions('pg_temp.small_shop') $$,
    '23503', null,
    'a basket cannot be in two stores'
);
select is_empty(
    $$ select * from filters.staged_lines $$,
    'nothing of a refused batch stays'
);

select * from finish();
rollback;

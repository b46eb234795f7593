-- Proves functions/filters/read/_select_nothing.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select is(
    filters._select_groups('store', filters._select_nothing()), '{}'::bigint[],
    'no store'
);
select is(
    (
        select count(*)
        from filters._measure_stores(filters._select_nothing(), 'price', null)
    ),
    0::bigint, 'no cell'
);
select is(
    filters._measure(filters._select_nothing(), '{}', null) -> 'baskets', '0',
    'no basket'
);

select * from finish();
rollback;

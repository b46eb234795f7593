-- Proves sql/views/filters/transaction_values.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select is(
    tests.grants_of('filters.transaction_values'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.transaction_values'),
    array['select all to app_reader, service_role'],
    'the view opens these rows, whatever is granted'
);
select is(
    (
        select count(*)
        from filters.transaction_values
    ), 7::bigint,
    'every line is there once, with or without values'
);
select results_eq(
    $$ select region, city, store_class, category, brand, basket_size
       from filters.transaction_values
       where price_minor = -200 $$,
    $$ values
        ('Region VII', '0702205000', 'B', 'food/snacks', 'crisp', 2::bigint) $$,
    'a line has the values of its store, its category and its brand'
);
select tests.sell('b3', null, null, 1);
select results_eq(
    $$ select basket_size from filters.transaction_values where price_minor = -200 $$,
    $$ values (3::bigint) $$,
    'a basket is as big as it is, folded or not'
);

select * from finish();
rollback;

-- Proves functions/filters/counters/_check_cost.sql.
begin;
select plan(4);

-- Given: the shop with registered dimensions.
select tests.registered_shop();

select lives_ok(
    $$ select filters._check_cost('these lines', 10000, '{}') $$,
    'what the limit allows'
);
select throws_ok(
    $$ select filters._check_cost('these lines', 10000.5, '{}') $$,
    'PT422', 'filters.too_much_to_count', 'more is refused'
);
select is(
    tests.refusal(
        $$ select filters._check_cost(
            'these lines', 20000,
            '{"product": ["cola"], "price": ["1"], "brand": ["b"]}'
        ) $$
    ) - 'code' - 'key',
    '{"detail": "Counting these lines would cost 20000; filters.max_cost is 10000. '
    'No index serves price, product.",
      "hint": "Narrow by more dimensions or by rarer values. The owner can index the '
    'column that narrows."}',
    'with the columns that narrow and have no index, and what to do'
);
create index lines_product_idx on filters.transactions (product_key);
select is(
    tests.refusal(
        $$ select filters._check_cost('these lines', 20000, '{"product": ["cola"]}') $$
    ) ->> 'detail',
    'Counting these lines would cost 20000; filters.max_cost is 10000.',
    'all have one'
);

select * from finish();
rollback;

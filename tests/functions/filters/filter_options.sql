-- Proves functions/filters/filter_options.sql.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();

select tests.login_as(tests.user('ada'));
select is(
    api.filter_options('{"brand": ["crisp"]}') - 'dimensions',
    '{"price": {"min": -200, "max": 200}, "basket_size": {"min": 2, "max": 3},
      "transactions": 2, "baskets": 2, "version": 1}',
    'measures hold the whole selection'
);
select is(
    api.filter_options('{"brand": ["crisp"]}', 1) -> 'dimensions' -> 'brand',
    '{"items": [{"value": "fizz", "label": "Fizz", "count": 4}],
      "total": 2, "truncated": true}',
    'each list is without its own filter, most frequent first'
);
select is(
    api.filter_options('{"brand": ["crisp"]}') -> 'dimensions' -> 'category' -> 'total',
    '1',
    'and with all others'
);
select is(
    tests.refusal('select api.filter_options(top => 0)') ->> 'key',
    'core.invalid_argument',
    'top is from 1 to 500'
);

reset role;
-- Given: a column of the lines that is registered.
do $$
begin
    perform core.work_operation(
        (
            filters.register_dimension('{
                "name": "product", "source": "filters.transactions",
                "column": "product_key"
            }') -> 'operation_id'
        )::bigint
    );
end;
$$;

select tests.login_as(tests.user('ada'));
select is(
    api.filter_options('{"brand": ["crisp"]}', 1) -> 'dimensions' -> 'product',
    '{"items": [{"value": "chips", "label": "chips", "count": 2}],
      "total": 1, "truncated": false}',
    'a registered one is narrowed by the rows'
);

set local role anon;
select throws_ok(
    $$ select api.filter_options() $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;

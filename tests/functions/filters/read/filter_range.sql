-- Proves functions/filters/read/filter_range.sql.
begin;
select plan(14);

-- Given: the small shop.
select tests.small_shop();

select tests.login_as(tests.user('ada'));
select is(
    api.filter_range('price', '{"brand": ["fizz"]}') - 'buckets',
    '{"min": 150, "max": 999, "count": 4}',
    'prices of the lines of a selection'
);
select is(
    api.filter_range('price') -> 'buckets' -> 0,
    '{"from": null, "to": 1, "count": 2}',
    'returns and gifts are in the first bucket'
);
select is(
    api.filter_range('basket_size', '{"brand": ["fizz", "crisp"]}') - 'buckets',
    '{"min": 1, "max": 3, "count": 4}',
    'sizes of the baskets of a selection, each basket once'
);
select is(
    api.filter_range('price', '{"brand": "none such"}') - 'buckets',
    '{"min": null, "max": null, "count": 0}',
    'nothing matches: no smallest and no biggest'
);
reset role;
select tests.sell('b1', 'fizz', 'food/snacks', 70000);
delete from filters.transactions
where price_minor = 999;
select tests.login_as(tests.user('ada'));
select is(
    api.filter_range('price', '{"brand": ["fizz"]}') - 'buckets',
    '{"min": 150, "max": 70000, "count": 4}',
    'changes count before they are folded'
);
select is(
    api.filter_range('basket_size', '{"brand": ["fizz"]}') - 'buckets',
    '{"min": 1, "max": 4, "count": 3}',
    'a basket that changed counts with the size that it has'
);
select is(
    tests.refusal($$ select api.filter_range('weight') $$) ->> 'key',
    'filters.unknown_measure',
    'an unknown measure is refused'
);

reset role;
-- Given: a column of the lines that is registered.
do $$
begin
    perform core.run_operation_chunks(
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
    api.filter_range('price', '{"product": ["cola"], "region": ["NCR"]}') - 'buckets',
    '{"min": 150, "max": 150, "count": 2}', 'prices that a registered one narrows'
);
select is(
    api.filter_range('basket_size', '{"product": ["cola"]}') - 'buckets',
    '{"min": 1, "max": 4, "count": 3}', 'sizes likewise'
);
select is(
    tests.refusal($$ select api.filter_range('price', '{"region": []}') $$) ->> 'key',
    'filters.invalid_within', 'a list of no value is refused'
);
reset role;
alter table filters.transactions rename column product_key to t_key;
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select api.filter_range('price', '{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.column_changed', 'a column that was renamed narrows nothing'
);
reset role;
alter table filters.transactions rename column t_key to product_key;
update core.settings
set value = '1'
where name = 'filters.max_cost';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select api.filter_range('price', '{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.too_much_to_count', 'what would cost too much is refused'
);
reset role;
update filters.dimensions set roles = '{buyer}'
where name = 'product';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select api.filter_range('price', '{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.unknown_dimension', 'who lacks its role cannot narrow by it'
);

set local role anon;
select throws_ok(
    $$ select api.filter_range('price') $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;

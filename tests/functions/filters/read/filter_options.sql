-- Proves functions/filters/read/filter_options.sql.
begin;
select plan(15);

-- Given: the small shop.
select tests.small_shop();

select tests.login_as(tests.user('ada'));
select is(
    api.filter_options('{"brand": ["crisp"]}') - 'dimensions',
    '{"price": {"min": -200, "max": 200}, "basket_size": {"min": 2, "max": 3},
      "transactions": 2, "baskets": 2, "version": 6}',
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
reset role;
insert into master.brands (brand_key, name)
values ('ant', 'Ant');
select tests.sell('b9', 'ant', 'food/snacks', 7, 's1');
select tests.sell('b3', 'crisp', 'food/snacks', 7);
delete from filters.transactions
where price_minor = 200;
select tests.login_as(tests.user('ada'));
create temporary table answer as
select api.filter_options('{"category": ["food/snacks"]}', 2) as was;
select is(
    was - 'dimensions',
    '{"price": {"min": -200, "max": 7}, "basket_size": {"min": 1, "max": 3},
      "transactions": 3, "baskets": 2, "version": 24}',
    'changes count before they are folded'
)
from answer;
select is(
    was -> 'dimensions' -> 'brand' -> 'items',
    '[{"value": "crisp", "label": "Crisp", "count": 2},
      {"value": "ant", "label": "Ant", "count": 1}]',
    'values that came with them too'
)
from answer;
reset role;
do $$ begin perform filters._fold_all(); end $$;
select is(
    filters.filter_options('{"category": ["food/snacks"]}', 2), was,
    'and the same afterwards'
)
from answer;
select is(
    tests.refusal('select api.filter_options(top => 0)') ->> 'key',
    'core.invalid_argument',
    'top is from 1 to 500'
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
    api.filter_options('{"brand": ["crisp"]}', 1) -> 'dimensions' -> 'product',
    '{"items": [{"value": "chips", "label": "chips", "count": 1}],
      "total": 2, "truncated": true}',
    'a registered one is narrowed by the rows'
);

select is(
    api.filter_options('{"product": ["cola"], "region": ["NCR"]}') - 'dimensions'
    - 'version',
    '{"price": {"min": 150, "max": 150}, "basket_size": {"min": 1, "max": 2},
      "transactions": 2, "baskets": 2}',
    'it narrows the measures'
);
select is(
    jsonb_path_query_array(
        api.filter_options('{"product": ["cola"], "region": ["NCR"]}') -> 'dimensions',
        '$.*.total'
    ),
    '[1, 1, 2, 3, 1, 1, 1]',
    'and the lists of the cube, each without its own filter'
);
select is(
    tests.refusal($$ select api.filter_options('{"region": []}') $$) ->> 'key',
    'filters.invalid_within', 'a list of no value is refused'
);
reset role;
alter table filters.transactions rename column product_key to t_key;
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select api.filter_options('{"product": ["cola"]}') $$)
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
    tests.refusal($$ select api.filter_options('{"product": ["cola"]}') $$) ->> 'key',
    'filters.too_much_to_count', 'what would cost too much is refused'
);
reset role;
update filters.dimensions set roles = '{buyer}'
where name = 'product';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select api.filter_options('{"product": ["cola"]}') $$) ->> 'key',
    'filters.unknown_dimension', 'who lacks its role cannot narrow by it'
);

set local role anon;
select throws_ok(
    $$ select api.filter_options() $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;

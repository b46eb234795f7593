-- Proves functions/filters/read/filter_values.sql.
begin;
select plan(26);

-- Given: the small shop.
select tests.small_shop();

select tests.login_as(tests.user('ada'));
select is(
    api.filter_values('brand', '{"region": ["NCR"]}'),
    '{"dimension": "brand", "items": [
        {"value": "crisp", "label": "Crisp", "count": 1},
        {"value": "fizz", "label": "Fizz", "count": 2}
    ], "next": null, "total": 2, "version": 1}',
    'values by label with their counts, inside the selection'
);
select is(
    api.filter_values('region', '{"region": ["NCR"]}') -> 'total', '2',
    'a dimension never narrows itself'
);
select is(
    api.filter_values('brand', search => 'fi') -> 'items' -> 0 ->> 'value', 'fizz',
    'a search narrows the list'
);
select is(
    api.filter_values(
        'brand',
        after => api.filter_values('brand', page_size => 1) ->> 'next',
        page_size => 1
    ) -> 'items' -> 0 ->> 'value',
    'fizz',
    'the next page follows the cursor'
);
select is(
    api.filter_values('store_class', '{"brand": "fizz", "category": "food/drinks"}')
    -> 'items' -> 0 -> 'count',
    '2',
    'category and brand narrow together'
);
reset role;
insert into master.brands (brand_key, name)
values ('dash', 'Dash');
select tests.sell('b2', 'dash', 'food/snacks', 7);
select tests.sell('b2', 'fizz', 'food/snacks', 7);
select tests.login_as(tests.user('ada'));
select is(
    api.filter_values('brand'),
    '{"dimension": "brand", "items": [
        {"value": "crisp", "label": "Crisp", "count": 2},
        {"value": "dash", "label": "Dash", "count": 1},
        {"value": "fizz", "label": "Fizz", "count": 5}
    ], "next": null, "total": 3, "version": 3}',
    'changes count before they are folded, and new values are in order'
);
select is(
    api.filter_values('city', '{"brand": "dash"}') -> 'items' -> 0 ->> 'value',
    '1380300000',
    'a new value narrows'
);
select is(
    api.filter_values('brand', '{"region": "NCR"}', search => 'das') -> 'total', '1',
    'and is found'
);
select is(
    api.filter_values(
        'brand',
        after => api.filter_values('brand', page_size => 2) ->> 'next',
        page_size => 2
    ) -> 'items' -> 0 ->> 'value',
    'fizz',
    'a page may end with it'
);
select is(
    tests.refusal(
        format('select api.filter_values(%L, page_size => %L)', 'brand', s)
    ) ->> 'key',
    'core.invalid_page_size',
    format('page_size %s is refused', coalesce(s::text, 'null'))
)
from (
    values (0), (501)
) as wrong (s);
select is(
    tests.refusal(
        format('select api.filter_values(%L, search => %L)', 'brand', repeat('x', 201))
    ) ->> 'key',
    'filters.invalid_search',
    'a search of more than 200 characters is refused'
);
select is(
    tests.refusal(
        format('select api.filter_values(%L, after => %L)', 'city', c.after)
    ) ->> 'key',
    'core.invalid_cursor',
    'a cursor that is not of this dimension is refused: ' || left(c.after, 20)
)
from (
    values
    (api.filter_values('brand', page_size => 1) ->> 'next'),
    (core.write_cursor('filters.filter_values:city', '{Makati}')),
    ('not base64!')
) as c (after);

reset role;
update filters.dimensions set roles = '{analyst}'
where name = 'brand';
select tests.login_as(tests.user('ada'));
select is(
    replace(tests.refusal(format(asked.call, 'brand'))::text, 'brand', 'nosuch'),
    tests.refusal(format(asked.call, 'nosuch'))::text,
    'one that is hidden is refused as one that does not exist: ' || asked.call
)
from (
    values
    ('select api.filter_values(''%s'')'),
    ('select api.filter_values(''city'', ''{"%s": ["fizz"]}'')'),
    ('select api.filter_options(''{"%s": ["fizz"]}'')'),
    ('select filters._list_counters(''%s'', ''{}'')')
) as asked (call);

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
    api.filter_values('city', '{"product": ["chips"], "region": ["NCR"]}') -> 'items',
    '[{"value": "1380300000", "label": "City of Makati", "count": 1}]',
    'a registered one narrows the cube'
);
select is(
    api.filter_values('category', '{"product": ["chips"]}', 'drink') -> 'total', '0',
    'a search finds only what is narrowed'
);
select is(
    tests.refusal($$ select api.filter_values('category', '{"region": []}') $$)
    ->> 'key',
    'filters.invalid_within', 'a list of no value is refused'
);
reset role;
alter table filters.transactions rename column product_key to t_key;
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select api.filter_values('category', '{"product": ["cola"]}') $$)
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
    tests.refusal($$ select api.filter_values('category', '{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.too_much_to_count', 'what would cost too much is refused'
);
reset role;
update filters.dimensions set roles = '{buyer}'
where name = 'product';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select api.filter_values('category', '{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.unknown_dimension', 'who lacks its role cannot narrow by it'
);

set local role anon;
select throws_ok(
    $$ select api.filter_values('brand') $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;

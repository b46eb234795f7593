-- Proves functions/filters/load/ingest_transactions.sql.
begin;
select plan(19);

-- Given: the small shop, and lines that an admin sends.
select tests.small_shop();
create temporary table calls as
select '{"basket": "b9", "store": "s1", "product": "tea", "price": 2.5, "quantity": 1,
      "sold_at": "2024-05-04T08:00:00+08:00"}'::jsonb as line;
grant select on pg_temp.calls to authenticated;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.ingest_transactions(
        (select jsonb_build_array(line) from pg_temp.calls)
    ) $$,
    'PT403', 'core.not_permitted',
    'a user who is no admin is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select is(
    api.ingest_transactions(
        (
            select jsonb_build_array(
                line || '{"key": "k1", "brand": "Leaf", "department": "Food",
                          "category": "Tea"}',
                line || '{"key": "k2", "brand": "fizz", "basket": "b1"}',
                line || '{"store": "s9", "basket": "b10", "city_code": "0702205000",
                          "store_class": "C"}'
            )
            from pg_temp.calls
        )
    ),
    '{"inserted": 3, "updated": 0}',
    'lines of new and of known baskets and stores come in'
);
select is(
    (api.filter_values('brand') -> 'items') @> '[{"value": "leaf", "count": 1}]', true,
    'a new brand is listed at once'
);
select is(
    (api.filter_values('brand') -> 'items') @> '[{"value": "fizz", "count": 5}]', true,
    'a known brand counts one more, however it is spelt'
);
select is(
    (api.filter_values('category') -> 'items') @> '[{"value": "food/tea", "count": 1}]',
    true,
    'a new category is listed under its department'
);
select is(
    (api.filter_values('store_class') -> 'items') @> '[{"value": "C", "count": 1}]',
    true,
    'a new store has its class'
);
select is(
    api.ingest_transactions(
        (
            select jsonb_build_array(
                line || '{"key": "k1", "brand": "Crisp"}', line || '{"key": "k3"}'
            )
            from pg_temp.calls
        )
    ),
    '{"inserted": 1, "updated": 1}',
    'a line whose key is known is updated'
);
select is(
    (api.filter_values('brand') -> 'items') @> '[{"value": "leaf"}]', false,
    'a brand that has lost its last line is listed no more'
);
select is(
    api.filter_options() ->> 'transactions', '11',
    'every line counts once'
);
select is(
    api.filter_options() -> 'basket_size', '{"min": 1, "max": 4}',
    'the basket that got a line is as big as it is'
);

select throws_ok(
    $$ select api.ingest_transactions(
        (select jsonb_build_array(line, line || '{"basket": "b3"}') from pg_temp.calls)
    ) $$,
    'PT409', 'filters.basket_elsewhere',
    'a basket stays in its store'
);
select throws_ok(
    $$ select api.ingest_transactions(
        (select jsonb_build_array(line, line - 'price') from pg_temp.calls)
    ) $$,
    'PT422', 'filters.invalid_rows',
    'one bad row refuses them all'
);
select is(
    api.filter_options() ->> 'transactions', '11',
    'nothing of a refused call stays'
);
select is(
    api.ingest_transactions('[]'), '{"inserted": 0, "updated": 0}',
    'no row is no work'
);

-- Keys that look alike are one key; unknown codes are reported.
select is(
    api.ingest_transactions(
        (
            select jsonb_build_array(
                line || jsonb_build_object('brand', E'Leaf\u00a0', 'basket', E'b9\t'),
                line || '{"store": "s8", "basket": "b11", "city_code": "DE-M"}'
            )
            from pg_temp.calls
        )
    ),
    '{"inserted": 2, "updated": 0, "unknown_city_codes": {"DE-M": 1}}',
    'a city_code that no place has is counted in the answer'
);
select is(
    jsonb_path_query_array(
        api.filter_values('brand'), '$.items[*] ? (@.value starts with "leaf").value'
    ),
    '["leaf"]',
    'white space makes no second brand'
);
select is(
    api.filter_values('region', jsonb_build_object('brand', E'leaf\u00a0')) -> 'total',
    api.filter_values('region', '{"brand": "leaf"}') -> 'total',
    'nor does it narrow by another'
);
select is(
    api.filter_values('brand', search => E' lea\u200bf ') -> 'total',
    api.filter_values('brand', search => 'leaf') -> 'total',
    'nor is it searched for'
);
select throws_ok(
    $$ select api.ingest_transactions(
        (select jsonb_agg('{}'::jsonb) from generate_series(1, 10001))
    ) $$,
    'PT422', 'filters.too_many_rows', 'a call has 10,000 lines at most'
);

select * from finish();
rollback;

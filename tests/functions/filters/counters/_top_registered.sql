-- Proves functions/filters/counters/_top_registered.sql.
begin;
select plan(4);

-- Given: the small shop, and two columns of its lines.
select tests.small_shop();
do $$
begin
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "product", "source": "filters.transactions",
              "column": "product_key"}'
        ) -> 'operation_id')::bigint
    );
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "price", "source": "filters.transactions",
              "column": "price_minor"}'
        ) -> 'operation_id')::bigint
    );
end;
$$;

select is(
    filters._top_registered('{"brand": ["fizz"], "region": ["NCR"]}', 1),
    '{"product": {
        "items": [{"value": "cola", "label": "cola", "count": 2}],
        "total": 1, "truncated": false
      },
      "price": {
        "items": [{"value": "150", "label": "150", "count": 2}],
        "total": 1, "truncated": false
      }}',
    'each narrowed by the selection'
);
update core.settings
set value = to_jsonb(filters._cost_of_counters('product', '{}'))
where name = 'filters.max_cost';
select is(
    filters._top_registered('{}', 1),
    '{"product": {
        "items": [{"value": "cola", "label": "cola", "count": 4}],
        "total": 3, "truncated": true
      },
      "price": {"items": [], "total": null, "truncated": true}}',
    'one that goes beyond the limit is shown without a count'
);
update core.settings
set value = '0'
where name = 'filters.max_cost';
select is(
    jsonb_path_query_array(filters._top_registered('{}', 1), '$.*.total'),
    '[null, null]', 'all of them together'
);
select is(
    api.filter_options() -> 'dimensions' -> 'brand' -> 'total', '2',
    'and the page still comes'
);

select * from finish();
rollback;

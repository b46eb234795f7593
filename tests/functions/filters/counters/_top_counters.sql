-- Proves functions/filters/counters/_top_counters.sql.
begin;
select plan(3);

-- Given: the counted shop, and a dimension of numbers.
select tests.counted_shop();
do $$
begin
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "number", "source": "t_shop.lines", "column": "id"}'
        ) -> 'operation_id')::bigint
    );
end;
$$;
insert into t_shop.lines (id) values (10), (20), (100);

select is(
    filters._top_counters('colour', '{}', 1),
    '{"items": [{"value": "red", "label": "A red", "count": 2}],
      "total": 2, "truncated": true}',
    'the most frequent first'
);
select is(
    jsonb_path_query_array(
        filters._top_counters('number', '{}', 6), '$.items[*].value'
    ),
    '["1", "2", "3", "4", "10", "20"]', 'of equal ones the smaller number'
);
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select filters._top_counters('colour', '{}', 1) $$) ->> 'key',
    'filters.unknown_dimension', 'who lacks the role is refused'
);

select * from finish();
rollback;

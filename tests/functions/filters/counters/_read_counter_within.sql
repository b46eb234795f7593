-- Proves functions/filters/counters/_read_counter_within.sql.
begin;
select plan(6);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._read_counter_within('size', '{"colour": "red", "size": ["S"]}'),
    '{"colour": ["red"]}', 'arrays, without the dimension itself'
);
select is(
    filters._read_counter_within('size', '{"colour": ["red", "blue", "red"]}'),
    '{"colour": ["blue", "red"]}', 'each value once'
);
select is(
    tests.refusal(format('select filters._read_counter_within(%L, %L)', 'size', w))
    ->> 'key',
    'filters.invalid_within', 'refused: ' || w
)
from (
    values ('[]'), ('{"brand": ["x"]}'), ('{"colour": []}')
) as wrong (w);
select is(
    tests.refusal(
        $$ select filters._read_counter_within('size', '{"no": "x"}') $$
    ) ->> 'key',
    'filters.unknown_dimension', 'an unknown one is refused'
);

select * from finish();
rollback;

-- Proves functions/filters/counters/_read_row_within.sql.
begin;
select plan(6);

-- Given: the shop with registered dimensions.
select tests.registered_shop();

select is(filters._read_row_within(null), null, 'null narrows nothing');
select is(filters._read_row_within('{"brand": "fizz"}'), null, 'the cube alone');
select is(
    filters._read_row_within('{"brand": "fizz", "price": ["1.50e1", "0150.0"]}'),
    '{"brand": ["fizz"], "price": ["1.50e1", "150"]}',
    'all that narrows, in the spelling of the registered dimension'
);
select is(
    filters._read_row_within('{"brand": "fizz", "product": "cola"}', 'brand'),
    '{"product": ["cola"]}', 'without the excepted dimension'
);
select is(
    filters._read_row_within('{"brand": "fizz", "product": "cola"}', 'product'), null,
    'the excepted one does not count as registered'
);
select is(
    tests.refusal($$ select filters._read_row_within('{"product": [1]}') $$) ->> 'key',
    'filters.invalid_within', 'malformed'
);

select * from finish();
rollback;

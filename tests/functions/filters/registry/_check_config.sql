-- Proves functions/filters/registry/_check_config.sql.
begin;
select plan(5);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._check_config('{"name": "colour", "debounce_ms": 5}') ->> 'source',
    't_shop.lines', 'what is left out stays'
);
select is(
    filters._check_config('{"name": "city_of", "source": "t_shop.lines",
        "column": "facts", "path": ["from", "city"]}') -> 'position',
    '9', 'a new one comes last'
);
select is(
    filters._check_config('{"name": "brand", "label": "Marke"}') ->> 'label', 'Marke',
    'a label of the cube can change'
);
select is(
    tests.refusal(
        $$ select filters._check_config('{"name": "brand", "column": "id"}') $$
    ) ->> 'key',
    'filters.invalid_dimension', 'what the cube reads can not'
);
select is(
    tests.refusal($$ select filters._check_config('{"name": "x"}') $$) ->> 'key',
    'filters.invalid_source', 'a source is needed'
);

select * from finish();
rollback;

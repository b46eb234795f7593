-- Proves functions/filters/_read_cursor.sql.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();

select is(filters._read_cursor(null, 'brand'), 0::bigint, 'no cursor: from the start');
select is(
    filters._read_cursor(filters._write_cursor('brand', 'Fizz', 'fizz'), 'brand'),
    2::bigint,
    'a cursor stands at its value'
);
select is(
    filters._read_cursor(filters._write_cursor('brand', 'Dash', 'dash'), 'brand'),
    1::bigint,
    'and where the value was, when it is gone'
);
select is(
    tests.refusal(
        format(
            'select filters._read_cursor(%L, %L)',
            filters._write_cursor('brand', 'Fizz', 'fizz'), 'city'
        )
    ) ->> 'key',
    'core.invalid_cursor',
    'a cursor of another dimension is refused'
);
select is(
    tests.refusal($$ select filters._read_cursor('not base64!', 'brand') $$) ->> 'code',
    'PT422',
    'so is what is no cursor at all'
);
select is(
    tests.refusal(
        format(
            'select filters._read_cursor(%L, %L)',
            translate(encode('["brand", null, 1]', 'base64'), '=', ''), 'brand'
        )
    ) ->> 'key',
    'core.invalid_cursor',
    'and one whose content has another shape'
);

select * from finish();
rollback;

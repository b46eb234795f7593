-- Proves functions/filters/read/_read_cursor.sql.
begin;
select plan(7);

-- Given: the small shop, and a brand that is not listed yet.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('dash', 'Dash');
select tests.sell('b1', 'dash', 'food/drinks', 1);

create function pg_temp.rank_of(p_brand text) returns bigint language sql as $$
    select rank from filters.dimension_values
    where dimension = 'brand' and value = p_brand
$$;

select is(
    filters._read_cursor(null, 'brand'), row(0, '', '')::filters.cursor,
    'no cursor: from the start'
);
select is(
    filters._read_cursor(filters._write_cursor('brand', 'Fizz', 'fizz'), 'brand'),
    row(pg_temp.rank_of('fizz'), 'Fizz', 'fizz')::filters.cursor,
    'a cursor stands at its value'
);
select is(
    filters._read_cursor(filters._write_cursor('brand', 'Dash', 'dash'), 'brand'),
    row(pg_temp.rank_of('crisp'), 'Dash', 'dash')::filters.cursor,
    'one that is not listed, or not any more, stands behind the value before it'
);
select is(
    (filters._read_cursor(filters._write_cursor('brand', 'A', 'a'), 'brand')).rank,
    0::bigint,
    'before every listed value the rank is 0'
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
    'so is what is not a cursor at all'
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

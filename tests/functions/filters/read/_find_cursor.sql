-- Proves functions/filters/read/_find_cursor.sql.
begin;
select plan(4);

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
    filters._find_cursor('brand', null), row(0, '', '')::filters.cursor,
    'no key: from the start'
);
select is(
    filters._find_cursor('brand', '{Fizz,fizz}'),
    row(pg_temp.rank_of('fizz'), 'Fizz', 'fizz')::filters.cursor,
    'a key stands at its value'
);
select is(
    filters._find_cursor('brand', '{Dash,dash}'),
    row(pg_temp.rank_of('crisp'), 'Dash', 'dash')::filters.cursor,
    'one that is not listed, or not any more, stands behind the value before it'
);
select is(
    (filters._find_cursor('brand', '{A,a}')).rank, 0::bigint,
    'before every listed value the rank is 0'
);

select * from finish();
rollback;

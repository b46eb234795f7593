-- Proves functions/filters/registry/_find_dimension.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is((filters._find_dimension('size')).parent, 'colour', 'a known one is found');
select is(
    tests.refusal($$ select filters._find_dimension(null) $$) ->> 'key',
    'filters.unknown_dimension', 'null is none'
);

select * from finish();
rollback;

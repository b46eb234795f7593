-- Proves functions/filters/registry/_lock_dimension.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    (filters._lock_dimension('brand')).label, 'Brand', 'its row, as it is'
);
select is(
    (select reason from filters.dimension_versions
     where dimension = 'brand' and number = 1),
    'Installed.', 'what never changed has a first version'
);
select is(
    tests.refusal($$ select filters._lock_dimension('no such') $$) ->> 'key',
    'filters.unknown_dimension', 'an unknown one is refused'
);

select * from finish();
rollback;

-- Proves functions/filters/registry/_record_version.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._record_version('colour', false, 'Why.'), 2::bigint, 'the next number'
);
select is(
    (select (config -> 'enabled', reason)::text from filters.dimension_versions
     where dimension = 'colour' and number = 2),
    '(false,Why.)', 'with the reason'
);

select * from finish();
rollback;

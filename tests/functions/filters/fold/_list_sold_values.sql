-- Proves functions/filters/fold/_list_sold_values.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select set_eq(
    $$ select filters._list_sold_values('colour') $$, array['red', 'blue'],
    'of counters'
);
-- Given: the small shop.
select tests.small_shop();
select set_eq(
    $$ select filters._list_sold_values('brand') $$, array['fizz', 'crisp'],
    'of the cube'
);

select * from finish();
rollback;

-- Proves functions/filters/masters/_list_master_values.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select set_eq(
    $$ select filters._list_master_values('colour') $$, array['red', 'blue'],
    'its keys'
);
select is_empty($$ select filters._list_master_values('size') $$,
'none without a table');

-- Given: a region, and a city of the same key.
select tests.add_place('both', 1);
select tests.add_place('town', 3, 'both');
select set_eq(
    $$ select filters._list_master_values('region') $$, array['both'],
    'of places, those of its level'
);

select * from finish();
rollback;

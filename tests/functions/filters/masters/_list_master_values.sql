-- Proves functions/filters/masters/_list_master_values.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select set_eq(
    $$ select filters._list_master_values('colour') $$, array['red', 'blue'],
    'its keys'
);
select is_empty($$ select filters._list_master_values('size') $$,
'none without a table');

select * from finish();
rollback;

-- Proves functions/filters/counters/_is_counted.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select ok(filters._is_counted('size'), 'equal counters are proved');
update filters.value_counts set lines = 9
where value = 'M';
select ok(not filters._is_counted('size'), 'others are not');
select ok(filters._is_counted('brand'), 'the cube is asked by its invariant');

select * from finish();
rollback;

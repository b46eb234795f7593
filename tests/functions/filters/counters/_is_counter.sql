-- Proves functions/filters/counters/_is_counter.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select ok(filters._is_counter('size'), 'a registered one is');
select ok(not filters._is_counter('brand'), 'one of the cube is not');

select * from finish();
rollback;

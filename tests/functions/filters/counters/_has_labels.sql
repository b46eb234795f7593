-- Proves functions/filters/counters/_has_labels.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select ok(filters._has_labels('colour'), 'with a master table they do');
select ok(not filters._has_labels('size'), 'without they do not');

select * from finish();
rollback;

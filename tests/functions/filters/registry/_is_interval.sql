-- Proves functions/filters/registry/_is_interval.sql.
begin;
select plan(5);

select ok(filters._is_interval('30 days'), 'thirty days are one');
select ok(not filters._is_interval('-1 day'), 'one that goes back is none');
select ok(not filters._is_interval('soon'), 'a word is none');

select ok(not filters._is_interval('infinity'), 'for ever is none');
select ok(not filters._is_interval('101 years'), 'nor is more than a hundred years');

select * from finish();
rollback;

-- Proves functions/concerts/feeds/_lock_feeds.sql.
begin;
select plan(2);

select lives_ok('select concerts._lock_feeds()', 'the lock is taken');
select ok(tests.holds_lock('concerts.feeds'), 'it is concerts.feeds');

select * from finish();
rollback;

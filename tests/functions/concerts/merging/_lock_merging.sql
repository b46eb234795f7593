-- Proves functions/concerts/merging/_lock_merging.sql.
begin;
select plan(3);

do $$ begin perform concerts._lock_merging(); end; $$;
select ok(tests.holds_lock('concerts.feeds'), 'feeds wait');
select ok(tests.holds_lock('concerts.run_fold_votes'), 'folds of votes wait');
select ok(tests.holds_lock('concerts.run_count_viewers'), 'counts of viewers wait');

select * from finish();
rollback;

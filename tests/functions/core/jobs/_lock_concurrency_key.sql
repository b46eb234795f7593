-- Proves functions/core/jobs/_lock_concurrency_key.sql.
begin;
select plan(2);

select ok(
    core._lock_concurrency_key('k', false),
    'a free key is locked'
);
select ok(
    core._lock_concurrency_key('k', true),
    'and stays ours to the end of the transaction'
);

select * from finish();
rollback;

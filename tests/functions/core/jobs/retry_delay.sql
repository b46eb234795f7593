-- Proves functions/core/jobs/retry_delay.sql.
begin;
select plan(4);

select cmp_ok(
    core.retry_delay(1, 10, 3600), '<=', interval '10 s', 'at first the base'
);
select cmp_ok(core.retry_delay(1, 10, 3600), '>=', interval '5 s', 'less a jitter');
select cmp_ok(core.retry_delay(3, 10, 3600), '>=', interval '20 s', 'then doubling');
select cmp_ok(core.retry_delay(2000, 10, 3600), '<=', interval '1 h', 'up to the cap');

select * from finish();
rollback;

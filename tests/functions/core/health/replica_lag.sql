-- Proves functions/core/health/replica_lag.sql.
begin;
select plan(2);

select is(core.replica_lag(), null, 'a primary is behind none');
select ok(
    has_function_privilege('app_reader', 'core.replica_lag()', 'execute'),
    'monitoring may ask'
);

select * from finish();
rollback;

-- Proves functions/filters/fold/_bulk_limit.sql.
begin;
select plan(1);

select cmp_ok(
    filters._bulk_limit(), '<=', filters._backlog_limit(),
    'one transaction leaves no more to wait than may wait in all'
);

select * from finish();
rollback;

-- Proves functions/filters/_backlog_limit.sql.
begin;
select plan(1);

select cmp_ok(
    filters._backlog_limit(), '<=', 10000::bigint,
    'no more changes wait than a read can add within its budget'
);

select * from finish();
rollback;

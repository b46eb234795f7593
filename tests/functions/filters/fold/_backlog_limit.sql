-- Proves functions/filters/fold/_backlog_limit.sql.
begin;
select plan(1);

select cmp_ok(
    filters._backlog_limit(), '<=', 20000::bigint,
    'no more changes wait than one fold takes'
);

select * from finish();
rollback;

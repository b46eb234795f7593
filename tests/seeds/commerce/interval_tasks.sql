-- Proves sql/seeds/commerce/interval_tasks.sql.j2.
begin;
select plan(1);

select is(
    (
        select t.period_ms from core.interval_tasks as t
        where
            t.name = 'commerce.cancel_overdue_orders'
            and to_regprocedure(t.sql_function || '()') is not null
    ),
    5000, 'overdue orders are cancelled every five seconds'
);

select * from finish();
rollback;

-- Proves sql/seeds/suppliers/interval_tasks.sql.j2.
begin;
select plan(1);

select is(
    (
        select t.period_ms from core.interval_tasks as t
        where
            t.name = 'suppliers.run_month_sums'
            and to_regprocedure(t.sql_function || '()') is not null
    ),
    60000, 'months are summed every minute, if one is over'
);

select * from finish();
rollback;

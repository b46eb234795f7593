-- Proves functions/commerce/analytics/_sum_daily_sales.sql.
begin;
select plan(1);

-- Given: sales of January, folded, and of February, not folded.
select tests.sold_stock();

select results_eq(
    $$ select s.day, sum(s.quantity), sum(s.amount_minor)
       from commerce._sum_daily_sales('2026-01-06', '2026-02-03') as s
       group by s.day order by s.day $$,
    $$ values (date '2026-01-06', 3::numeric, 300::numeric), ('2026-02-02', 1, 100),
              ('2026-02-03', 6, 600) $$,
    'the days of the period, folded or not'
);

select * from finish();
rollback;

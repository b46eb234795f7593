-- Proves functions/suppliers/reports/_sum_performance.sql.
begin;
select plan(4);

-- Given: ten tasks of a supplier that took 1 to 10 days, and one that never started.
insert into suppliers.finished_tasks (
    task_id, project_id, supplier_id, finished_on, has_kept_first, has_kept_last,
    lead_days
)
select
    n,
    10 as project_id,
    20 as supplier_id,
    '2026-01-15' as finished_on,
    n <= 4 as has_kept_first,
    n <= 7 as has_kept_last,
    nullif(n, 11) as lead_days
from generate_series(1, 11) as n;
insert into suppliers.daily_slips
values (10, 20, '2026-01-01', 'design', 1, 2), (10, 20, '2026-01-01', 'material', 2, 3),
(10, 21, '2026-01-31', 'design', 2, 3);

select results_eq(
    $$ select * from suppliers._sum_performance(
        '2026-01-01', '2026-01-31', 'supplier', null, null, null
    ) order by 1 $$,
    $$ values
       (20::bigint, 11::bigint, 4::bigint, 7::bigint, 5, 9, 3::bigint, 5::bigint),
       (21, 0, 0, 0, null, null, 2, 3) $$,
    'half took five days, nine of ten nine; a task that never started has no lead time'
);
select results_eq(
    $$ select s.group_id, s.lead_days_median, s.lead_days_p90
       from suppliers._sum_performance(
           '2026-01-01', '2026-01-31', 'project', null, null, 20
       ) as s $$,
    $$ values (10::bigint, 5, 9) $$, 'the same by project'
);
delete from suppliers.finished_tasks
where task_id > 1;
select results_eq(
    $$ select s.lead_days_median, s.lead_days_p90 from suppliers._sum_performance(
        '2026-01-01', '2026-01-31', 'month', null, null, null
    ) as s $$,
    $$ values (1, 1) $$, 'one task is both'
);
select is_empty(
    $$ select from suppliers._sum_performance(
        '2026-02-01', '2026-02-28', 'month', null, null, null
    ) $$,
    'a period without either has no row'
);

select * from finish();
rollback;

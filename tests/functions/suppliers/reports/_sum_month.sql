-- Proves functions/suppliers/reports/_sum_month.sql.
begin;
select plan(4);

-- Given: three tasks that ended in January, and slips.
insert into suppliers.finished_tasks
values
(1, 10, 20, '2026-01-01', true, true, 3), (2, 10, 21, '2026-01-31', false, true, 3),
(3, 11, 20, '2026-01-15', false, false, null), (4, 10, 20, '2026-02-01', true, true, 3);
insert into suppliers.daily_slips
values (10, 20, '2026-01-31', 'design', 1, 2), (11, 20, '2026-01-01', 'design', 2, 5);
insert into suppliers.summed_months values ('2026-01-01', '1', false);

select suppliers._sum_month('2026-01-01');
select results_eq(
    $$ select m.kind, m.group_id, m.lead_days, m.finished, m.kept_first, m.kept_last
       from suppliers.monthly_finishes as m order by 1, 2, 3 $$,
    $$ values
       ('month', date '2026-01-01' - '1900-01-01' + 0::bigint, 3, 2, 1, 2),
       ('month', date '2026-01-01' - '1900-01-01' + 0::bigint, null, 1, 0, 0),
       ('project', 10, 3, 2, 1, 2), ('project', 11, null, 1, 0, 0),
       ('supplier', 20, 3, 1, 1, 1), ('supplier', 20, null, 1, 0, 0),
       ('supplier', 21, 3, 1, 0, 1) $$,
    'tasks are counted by month, project and supplier, and by lead time'
);
select results_eq(
    $$ select m.kind, m.cause, m.slips, m.slip_days
       from suppliers.monthly_slips as m order by m.kind, m.slips $$,
    $$ values ('month', 'design', 3, 7), ('project', 'design', 1, 2),
       ('project', 'design', 2, 5), ('supplier', 'design', 3, 7) $$,
    'and so are slips, by cause'
);
select ok(
    (select m.is_summed from suppliers.summed_months as m), 'the month is summed now'
);
delete from suppliers.finished_tasks
where task_id <> 2;
select suppliers._sum_month('2026-01-01');
select is(
    (
        select sum(m.finished) from suppliers.monthly_finishes as m
        where m.kind = 'month'
    ),
    1::bigint, 'what was there is written anew'
);

select * from finish();
rollback;

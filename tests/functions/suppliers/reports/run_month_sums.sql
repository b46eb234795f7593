-- Proves functions/suppliers/reports/run_month_sums.sql.
begin;
select plan(9);

-- Given: a task that ended in January, and a slip in March; it is the 1st of May.
insert into suppliers.finished_tasks
values (1, 10, 20, '2026-01-15', true, true, 3);
insert into suppliers.daily_slips
values (10, 20, '2026-03-31', 'design', 1, 2), (10, 20, '2026-05-01', 'design', 1, 2);
select tests.set_clock('2026-05-01T01:00Z');
create function pg_temp.months() returns text language sql as $$
    select string_agg(
        concat_ws(' ', m.month_on, m.mark is not null, m.is_summed), ', ' order by m.month_on
    )
    from suppliers.summed_months as m
$$;

select is(suppliers.run_month_sums(), false, 'the first call notes the months');
select is(
    pg_temp.months(), '2026-01-01 f f, 2026-02-01 f f, 2026-03-01 f f',
    'April is not over everywhere'
);
select is(suppliers.run_month_sums(), false, 'the second one marks them');
select is(
    pg_temp.months(), '2026-01-01 t f, 2026-02-01 t f, 2026-03-01 t f',
    'an open transaction may not have seen them, and this one is open'
);
update suppliers.summed_months set mark = '0';
select is(
    suppliers.run_month_sums(), true, 'then it sums one, and says that more are left'
);
select is(
    pg_temp.months(), '2026-01-01 t t, 2026-02-01 t f, 2026-03-01 t f',
    'the oldest first'
);
select tests.sum_months();
select is(
    (select string_agg(concat_ws(' ', s.kind, s.slip_days), ', ' order by s.kind)
     from suppliers.monthly_slips as s
     where s.month_on = '2026-03-01'),
    'month 2, project 2, supplier 2', 'all are summed in the end'
);
select tests.set_clock('2026-05-02T01:00Z');
do $$ begin perform suppliers.run_month_sums(); end; $$;
select alike(pg_temp.months(), '%2026-04-01 f f', 'a day later April is over');
select is_empty(
    $$ select from suppliers.monthly_slips as s where s.month_on = '2026-05-01' $$,
    'the present month is never summed'
);

select * from finish();
rollback;

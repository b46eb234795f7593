-- Proves functions/suppliers/reports/tg_task_instances__slip.sql.
begin;
select plan(5);

-- Given: two projects, on a day in January.
select tests.small_project();
select tests.set_clock('2099-01-07T23:30Z');
create function pg_temp.slips() returns text language sql as $$
    select string_agg(
        concat_ws(' ', d.supplier_id, d.slipped_on, d.cause, d.slips, d.slip_days), ', '
        order by d.supplier_id, d.slipped_on, d.cause
    )
    from suppliers.daily_slips as d
$$;

select suppliers.update_task_due(
    tests.task_of('ACME', 'sample'), '2099-01-20', 'Late.', p_cause => 'design',
    p_move_successors => true
)::text;
select is(
    pg_temp.slips(), '3001 2099-01-07 design 1 2',
    'slack is no slip: only the task itself moves'
);
select suppliers.update_task_due(
    tests.task_of('ACME', 'paint'), '2099-01-13', 'Late.', p_cause => 'design'
)::text;
select suppliers.update_task_due(
    tests.task_of('BOLT', 'paint'), '2099-01-19', 'x'
)::text;
select is(
    pg_temp.slips(),
    '3001 2099-01-07 design 2 3, 3002 2099-01-07 unstated 1 5',
    'slips of a day and cause are summed, in working days'
);
select suppliers.update_task_due(
    tests.task_of('BOLT', 'paint'), '2099-01-12', 'x'
)::text;
select is(
    pg_temp.slips(),
    '3001 2099-01-07 design 2 3, 3002 2099-01-07 unstated 1 5',
    'an earlier date is no slip'
);
update suppliers.projects
set timezone = 'Asia/Manila'
where id = 2002;
select suppliers.update_task_due(tests.task_of('CLIP', 'lid'), '2099-02-04', 'x')::text;
select alike(
    pg_temp.slips(), '%3003 2099-01-08 unstated 1 1', 'a day is that of the project'
);
insert into suppliers.summed_months values ('2099-01-01', '1', true);
select suppliers.update_task_due(tests.task_of('CLIP', 'lid'), '2099-02-05', 'x')::text;
select is_empty(
    'select from suppliers.summed_months', 'its month is to be summed again'
);

select * from finish();
rollback;

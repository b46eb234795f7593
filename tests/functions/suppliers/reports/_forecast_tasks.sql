-- Proves functions/suppliers/reports/_forecast_tasks.sql.
begin;
select plan(7);

-- Given: ACME has mould (4 days) before sample (2) before run (5, with a lag of 2), and
-- paint; Tuesday 2099-01-06 is off.
select tests.small_project();
create function pg_temp.forecast() returns text[] language sql as $$
    select array_agg(
        concat_ws(' ', m.code, suppliers._numbered_day(c, f.start_number),
            suppliers._numbered_day(c, f.end_number), f.slack_days, '<' || o.code)
        order by f.place
    )
    from suppliers.supplier_projects as s
    inner join suppliers.calendars as c on s.calendar_id = c.id
    cross join lateral suppliers._forecast_tasks(s, c, 'UTC') as f
    inner join suppliers.task_templates as m
        on s.project_id = m.project_id and f.place = m.place
    left join suppliers.task_templates as o
        on s.project_id = o.project_id and f.driver = o.place
    where s.project_id = 2001 and s.supplier_id = 3001
$$;

select tests.set_clock('2099-01-01T10:00Z');
select is(
    pg_temp.forecast(),
    array[
        'mould 2099-01-05 2099-01-09 6', 'paint 2099-01-12 2099-01-12 14',
        'sample 2099-01-15 2099-01-16 3', 'run 2099-01-26 2099-01-30 0'
    ],
    'on plan, each task has its dates and the slack until its successors'
);
select tests.set_clock('2099-01-20T10:00Z');
select is(
    pg_temp.forecast(),
    array[
        'mould 2099-01-20 2099-01-23 0', 'paint 2099-01-20 2099-01-20 12',
        'sample 2099-01-26 2099-01-27 0 <mould', 'run 2099-01-30 2099-02-05 0 <sample'
    ],
    'tasks that have not begun begin today, and move those that wait for them'
);
select tests.set_clock('2099-01-07T10:00Z');
select suppliers.update_task_status(
    tests.task_of('ACME', 'mould'), 'in_progress'
)::text;
select tests.set_clock('2099-01-12T10:00Z');
select is(
    (pg_temp.forecast())[1], 'mould 2099-01-05 2099-01-12 5',
    'a task that has begun ends today at the earliest'
);
select suppliers.update_task_status(
    tests.task_of('ACME', 'mould'), 'waiting', 'For you.'
)::text;
select tests.set_clock('2099-01-14T10:00Z');
select is(
    (pg_temp.forecast())[1], 'mould 2099-01-05 2099-01-14 3', 'also while it waits'
);
select suppliers.update_task_status(
    tests.task_of('ACME', 'mould'), 'in_progress'
)::text;
select suppliers.update_task_status(tests.task_of('ACME', 'mould'), 'done')::text;
select tests.set_clock('2099-01-15T10:00Z');
select is(
    (pg_temp.forecast())[1:3],
    array[
        'mould 2099-01-07 2099-01-14', 'paint 2099-01-15 2099-01-15 11',
        'sample 2099-01-15 2099-01-16 3'
    ],
    'what is done ended when it did, and has no slack'
);
select suppliers.update_task_status(
    tests.task_of('ACME', 'sample'), 'cancelled', 'Not needed.'
)::text;
select tests.set_clock('2099-02-02T10:00Z');
select is(
    (pg_temp.forecast())[3], 'run 2099-02-02 2099-02-06 0',
    'nobody waits for what is cancelled'
);
select suppliers.update_task_status(
    t.id, 'cancelled', 'Over.'
)::text
from suppliers.task_instances as t
where t.id in (tests.task_of('ACME', 'run'), tests.task_of('ACME', 'paint'));
select is(
    pg_temp.forecast(), array['mould 2099-01-07 2099-01-14'], 'what is done is left'
);

select * from finish();
rollback;

-- Proves functions/suppliers/reports/_forecast_path.sql.
begin;
select plan(8);

-- Given: the work of tests.worked_project; ACME has not begun its sample, due the 19th.
select tests.worked_project();
create function pg_temp.forecast() returns jsonb language sql as $$
    select suppliers._forecast_path(s, c, 'UTC')
    from suppliers.supplier_projects as s
    inner join suppliers.calendars as c on s.calendar_id = c.id
    where s.project_id = 2001 and s.supplier_id = 3001
$$;

select is(
    pg_temp.forecast() - array['path', 'supplier_project_id'],
    '{"supplier_id": 3001, "open_tasks": 2, "promised_end_on": "2099-01-30",
      "due_end_on": "2099-01-30", "forecast_end_on": "2099-02-12", "slack_days": -9,
      "delay_days": 9, "length_days": 9}'::jsonb,
    'the forecast end, and how far it is from what was promised'
);
select is(
    jsonb_path_query_array(pg_temp.forecast(), '$.path[*].code'), '["sample", "run"]',
    'the path goes back to the task that decides'
);
select is(
    jsonb_path_query_array(pg_temp.forecast(), '$.path[*].added_days'), '[12, -3]',
    'what tasks add to the delay is the delay of the end'
);
select is(
    jsonb_path_query_array(pg_temp.forecast(), '$.path[*].why'), '["overdue", null]',
    'and why'
);
select suppliers.update_task_status(
    tests.task_of('ACME', 'sample'), 'in_progress'
)::text;
select is(pg_temp.forecast() #>> '{path,0,why}', 'overdue', 'also once it has begun');
select suppliers.update_task_status(
    tests.task_of('ACME', 'sample'), 'blocked', 'No paint.'
)::text;
select is(pg_temp.forecast() #>> '{path,0,why}', 'blocked', 'and one that is blocked');
select is(
    (
        select jsonb_path_query_array(
            suppliers._forecast_path(s, c, 'UTC'), '$.path[*].code'
        )
        from suppliers.supplier_projects as s
        inner join suppliers.calendars as c on s.calendar_id = c.id
        where s.supplier_id = 3003
    ),
    '["cup", "lid"]', 'a predecessor that ends just in time is on the path'
);
delete from suppliers.task_instances as i
where i.supplier_id = 3003;
select is(
    (
        select suppliers._forecast_path(s, c, 'UTC')
        from suppliers.supplier_projects as s
        inner join suppliers.calendars as c on s.calendar_id = c.id
        where s.supplier_id = 3003
    ),
    null, 'without tasks there is none'
);

select * from finish();
rollback;

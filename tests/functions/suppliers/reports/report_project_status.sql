-- Proves functions/suppliers/reports/report_project_status.sql.
begin;
select plan(10);

-- Given: work in January; today is 2099-02-02.
select tests.set_clock('2099-01-01T12:00Z');
select tests.worked_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    suppliers.report_project_status(2001) - array['forecast', 'burn_up', 'tasks'],
    '{"project_id": 2001, "code": "PEN", "status": "active",
      "as_of": "2099-02-02T12:00:00+00:00", "today": "2099-02-02",
      "open_work": {"open": 5, "late": 5, "not_begun": 0, "days_0_7": 2, "days_8_30": 3,
        "days_31_90": 0, "days_over_90": 0, "oldest_days": 28}}'::jsonb,
    'how the project stands'
);
select is(
    suppliers.report_project_status(2001) #>> '{tasks,done}', '3', 'tasks by status'
);
select is(
    (suppliers.report_project_status(2001) -> 'forecast') - array['path', 'reasons']
    - 'supplier_project_id',
    '{"supplier_id": 3002, "open_tasks": 3, "promised_end_on": "2099-01-30",
      "due_end_on": "2099-01-30", "forecast_end_on": "2099-02-18", "slack_days": -13,
      "delay_days": 13, "length_days": 13}'::jsonb,
    'the forecast of the supplier who ends last'
);
select is(
    jsonb_path_query_array(
        suppliers.report_project_status(2001), '$.forecast.reasons[*].code'
    ),
    '["mould"]', 'and its reasons'
);
select is(
    suppliers.report_project_status(2001) -> 'burn_up',
    '[{"week_on": "2098-12-29", "tasks": 8, "done": 0},
      {"week_on": "2099-01-05", "tasks": 8, "done": 0},
      {"week_on": "2099-01-12", "tasks": 8, "done": 3},
      {"week_on": "2099-01-19", "tasks": 8, "done": 3},
      {"week_on": "2099-01-26", "tasks": 8, "done": 3},
      {"week_on": "2099-02-02", "tasks": 8, "done": 3}]'::jsonb,
    'and what was done by week'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array[
            r.status #>> '{tasks,done}', r.status #>> '{open_work,open}',
            r.status #>> '{forecast,supplier_id}', r.status #>> '{burn_up,0,tasks}'
        ]
        from suppliers.report_project_status(2001) as r (status)
    ),
    '{2,2,3001,4}', 'a supplier sees its own figures in every part'
);
select throws_ok(
    'select suppliers.report_project_status(2002)', 'PT404',
    'suppliers.unknown_project', 'other projects do not exist'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where l.thing = 'suppliers.project_status' and l.thing_id = '3001:2001'
    ),
    1::bigint, 'what suppliers read is logged'
);
insert into suppliers.projects (
    id, code, name, calendar_id, starts_on, created_at, updated_at
)
overriding system value
select
    2003 as id,
    'NEW' as code,
    'New' as name,
    p.calendar_id,
    p.starts_on,
    p.created_at,
    p.updated_at
from suppliers.projects as p
where p.id = 2001;
select is(
    suppliers.report_project_status(2003)
    - array['tasks', 'as_of', 'today', 'code', 'status', 'open_work', 'project_id'],
    '{"forecast": null, "burn_up": []}'::jsonb,
    'a project without tasks has no forecast'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select * from api.report_project_status(2001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;

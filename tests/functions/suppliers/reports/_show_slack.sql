-- Proves functions/suppliers/reports/_show_slack.sql.
begin;
select plan(2);

-- Given: two projects.
select tests.small_project();

select is(
    suppliers._show_slack(s.id) #- '{0,task_id}' #- '{1,task_id}',
    '[{"code": "cup", "status": "planned", "start_on": "2099-02-02",
       "end_on": "2099-02-02", "slack_days": 0},
      {"code": "lid", "status": "planned", "start_on": "2099-02-03",
       "end_on": "2099-02-03", "slack_days": 0}]'::jsonb,
    'each task with its days and its slack'
)
from suppliers.supplier_projects as s
where s.supplier_id = 3003;
select is(suppliers._show_slack(0), null, 'none without a supplier');

select * from finish();
rollback;

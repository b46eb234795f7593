-- Proves functions/suppliers/load/_import_tasks.sql.
begin;
select plan(4);

-- Given: loaded lines; one has not come, one is not ordered yet.
select tests.staged_lines();
update pg_temp.staged_lines set delivered_on = null
where line_key = '2';
update pg_temp.staged_lines set vendor = 'Later', ordered_on = '2999-01-04',
    due_on = '2999-02-01'
where line_key = '3';
select suppliers._load_order_lines('pg_temp.staged_lines')::text;
select suppliers._import_parties()::text;
select suppliers._import_templates()::text;

select is(cardinality(suppliers._import_tasks()), 3, 'each line becomes a task');
select results_eq(
    $$ select n.line_key, i.status, i.start_on, i.planned_due_on, i.due_on,
           i.started_at, i.finished_at, i.is_imported
       from suppliers.order_lines as n
       inner join suppliers.task_instances as i on n.task_id = i.id
       order by n.line_key $$,
    $$ values
       ('1', 'done', date '2020-01-06', date '2020-03-02', date '2020-03-02',
           timestamptz '2020-01-06 00:00+00', timestamptz '2020-03-02 00:00+00', true),
       ('2', 'in_progress', '2020-01-03', '2020-03-04', '2020-03-04',
           '2020-01-03 00:00+00', null, true),
       ('3', 'planned', '2999-01-04', '2999-02-01', '2999-02-01', null, null, true) $$,
    'what came is done, what was ordered goes on, what will be ordered is planned'
);
select results_eq(
    $$ select h.version, h.status, h.changed_at, h.due_on, h.reason
       from suppliers.task_history as h
       inner join suppliers.order_lines as n on h.task_id = n.task_id
       where n.line_key = '1' order by h.id $$,
    $$ values
       (1::bigint, 'in_progress', timestamptz '2020-01-06 00:00+00', date '2020-03-02',
           'Imported from scms.'),
       (2, 'done', '2020-03-02 00:00+00', '2020-03-02', 'Imported from scms.') $$,
    'its history has the times of the promise and of the delivery'
);
select is(suppliers._import_tasks(), '{}', 'a second import makes none');

select * from finish();
rollback;

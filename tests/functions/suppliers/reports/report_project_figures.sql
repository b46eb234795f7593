-- Proves functions/suppliers/reports/report_project_figures.sql.
begin;
select plan(5);

-- Given: work in January; today is 2099-02-02.
select tests.set_clock('2099-01-01T12:00Z');
select tests.worked_project();

select tests.login_as(tests.user('sam'), 'supplier');
select results_eq(
    $$ select r.section, count(*), sum(r.tasks)::bigint, max(r.done)
       from suppliers.report_project_figures(2001) as r
       group by r.section order by min(r.section) $$,
    $$ values
       ('burn_up', 6::bigint, 24::bigint, 2::bigint), ('forecast', 3, null, null),
       ('open_work', 7, 6, null), ('reason', 1, null, null), ('status', 7, 4, null) $$,
    'every part of the status as rows'
);
select results_eq(
    $$ select r.key, r.days, r.end_on, r.note
       from suppliers.report_project_figures(2001) as r
       where r.section in ('forecast', 'reason') $$,
    $$ values
       ('promised', null, date '2099-01-30', null), ('due', -9, '2099-01-30', null),
       ('forecast', 9, '2099-02-12', null), ('sample', 12, '2099-02-03', 'overdue') $$,
    'the forecast and its reasons'
);
select throws_ok(
    'select suppliers.report_project_figures(2002)', 'PT404',
    'suppliers.unknown_project', 'other projects do not exist'
);
reset role;
delete from suppliers.task_instances as i
where i.project_id = 2002;
select is_empty(
    $$ select from suppliers.report_project_figures(2002) as r
       where r.section in ('forecast', 'reason') $$,
    'without tasks there is no forecast'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select * from api.report_project_figures(2001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;

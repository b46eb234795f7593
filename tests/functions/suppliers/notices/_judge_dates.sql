-- Proves functions/suppliers/notices/_judge_dates.sql.
begin;
select plan(8);

-- Given: mould is due on Friday 2099-01-09, paint on Monday 2099-01-12; the sixth is a
-- holiday.
select tests.small_project();
create function pg_temp.judged() returns text language sql as $$
    select string_agg(t.code || ' ' || j.judgement, ', ' order by t.code)
    from suppliers._judge_dates(
        array(select i.id from suppliers.task_instances as i where i.supplier_id = 3001)
    ) as j
    inner join suppliers.task_instances as i on j.task_id = i.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;

select tests.set_clock('2099-01-04 23:59+00');
select is(pg_temp.judged(), null, 'four working days ahead nothing is due soon');
select tests.set_clock('2099-01-05 00:00+00');
select is(pg_temp.judged(), 'mould due_soon', 'three working days ahead it is');
select tests.set_clock('2099-01-09 23:59+00');
select is(
    pg_temp.judged(), 'mould due_soon, paint due_soon', 'on its day it is not overdue'
);
select tests.set_clock('2099-01-10 00:00+00');
select is(
    pg_temp.judged(), 'mould overdue, paint due_soon',
    'on the day after it is, though nobody works'
);
update suppliers.projects set timezone = 'America/New_York'
where id = 2001;
select is(
    pg_temp.judged(), 'mould due_soon, paint due_soon', 'by the day of the project'
);
select tests.set_clock('2099-01-12 12:00+00');
update suppliers.task_instances set paused_days = 1
where id = tests.task_of('ACME', 'mould');
select is(
    pg_temp.judged(), 'mould due_soon, paint due_soon',
    'days for which the clock stood do not count'
);
update suppliers.task_instances set paused_at = core.now()
where id = tests.task_of('ACME', 'mould');
select is(pg_temp.judged(), 'paint due_soon', 'while it stands a task is neither');
update suppliers.task_instances
set status = case
    when id = tests.task_of('ACME', 'mould') then 'in_progress' else 'cancelled'
end
where supplier_id = 3001;
select is(pg_temp.judged(), null, 'nor is one that is finished');

select * from finish();
rollback;

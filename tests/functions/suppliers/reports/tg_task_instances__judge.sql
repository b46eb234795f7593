-- Proves functions/suppliers/reports/tg_task_instances__judge.sql.
begin;
select plan(9);

-- Given: two projects; the paint of ACME waited from Monday to Wednesday.
select tests.worked_project();
create function pg_temp.judged(p_supplier text, p_template text) returns text
    language sql as $$
    select concat_ws(
        ' ', f.finished_on, f.has_kept_first::text, f.has_kept_last::text, f.lead_days
    )
    from suppliers.finished_tasks as f
    where f.task_id = tests.task_of(p_supplier, p_template)
$$;

select is(
    pg_temp.judged('BOLT', 'paint'), '2099-01-12 true true 1',
    'a task that ends on its day is on time'
);
select is(
    pg_temp.judged('ACME', 'mould'), '2099-01-14 false true 6',
    'one that moved keeps the last promise, not the first'
);
select is(
    pg_temp.judged('ACME', 'paint'), '2099-01-14 true true 3',
    'working days in which the clock stood move the date'
);
select is(pg_temp.judged('ACME', 'sample'), null, 'an open task is not judged');
select ok(
    exists (
        select from suppliers.summed_months as m
        where m.month_on = '2099-01-01'
    ),
    'its month is summed'
);
select suppliers.update_task_status(
    tests.task_of('ACME', 'paint'), 'in_progress', 'It is not dry.'
)::text;
select is(
    pg_temp.judged('ACME', 'paint'), null, 'a task that is opened again is not done'
);
select ok(
    not exists (
        select from suppliers.summed_months as m
        where m.month_on = '2099-01-01'
    ),
    'and its month is to be summed again'
);
select suppliers.update_task_status(tests.task_of('ACME', 'paint'), 'done')::text;
select is(
    pg_temp.judged('ACME', 'paint'), '2099-02-02 false false 16', 'the new end counts'
);
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    p.calendar_id,
    '2099-01-13' as holiday_on,
    'Declared later' as name
from suppliers.projects as p
where p.code = 'PEN';
select set_config('rowhouse.erasing', '7', true);
update suppliers.task_instances as i
set changed_by = null
where i.id = tests.task_of('ACME', 'mould');
select set_config('rowhouse.erasing', '', true);
select is(
    pg_temp.judged('ACME', 'mould'), '2099-01-14 false true 6',
    'an erasure of a person judges no task anew'
);

select * from finish();
rollback;

-- Proves functions/suppliers/bulk/_shift_dates.sql.
begin;
select plan(7);

-- Given: the small project.
select tests.small_project();

create function pg_temp.shifted(p_days integer) returns text[] language sql as $$
    select array_agg(format('%s %s..%s', t.code, d.start_on, d.due_on) order by t.place)
    from suppliers._shift_dates(
        array(select i.id from suppliers.task_instances as i where i.supplier_id = 3001),
        p_days
    ) as d
    inner join suppliers.task_instances as i on d.task_id = i.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;

select is(
    pg_temp.shifted(1),
    array[
        'mould 2099-01-07..2099-01-12', 'paint 2099-01-13..2099-01-13',
        'sample 2099-01-16..2099-01-19', 'run 2099-01-27..2099-02-02'
    ],
    'dates move by working days'
);
select is(
    pg_temp.shifted(-4),
    array[
        'mould 2098-12-30..2099-01-02', 'paint 2099-01-05..2099-01-05',
        'sample 2099-01-09..2099-01-12', 'run 2099-01-20..2099-01-26'
    ],
    'also back, over a holiday'
);
update suppliers.task_instances set start_on = '2099-01-17', due_on = '2099-01-18'
where id = tests.task_of('ACME', 'sample');
select is(
    array[(pg_temp.shifted(1))[3], (pg_temp.shifted(-1))[3]],
    array['sample 2099-01-19..2099-01-19', 'sample 2099-01-15..2099-01-15'],
    'a due Sunday counts as the Friday before, a first day never comes after'
);
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'mould')], 'in_progress', null
    );
end $do$;
select is(
    (pg_temp.shifted(5))[1], 'mould 2099-01-05..2099-01-16',
    'a task that has started keeps its start'
);
update suppliers.calendars set workdays = '{1, 2, 3, 4, 5, 6}'
where code = 'STANDARD';
select is(
    (pg_temp.shifted(5))[1], 'mould 2099-01-05..2099-01-15',
    'the calendar is that of the supplier'
);
select is_empty(
    'select from suppliers._shift_dates(array[null, -1], 1)',
    'what is no task has no dates'
);
select is(
    (
        select array_agg(tests.why(format('select pg_temp.shifted(%s)', d.d)))
        from unnest(array[-1000000, 0, 1000000]) as d (d)
    ),
    array[null, null, null]::text[], 'no shift is an error here'
);

select * from finish();
rollback;

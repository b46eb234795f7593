-- Proves functions/suppliers/projects/_plan_dates.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();

create function pg_temp.plan(p_first_on date) returns text[] language sql as $$
    select array_agg(format('%s %s..%s', t.code, d.start_on, d.due_on) order by t.place)
    from suppliers.calendars as c
    cross join lateral suppliers._plan_dates(2001, c, p_first_on) as d
    inner join suppliers.task_templates as t on d.template_id = t.id
    where c.code = 'STANDARD'
$$;

select is(
    pg_temp.plan('2098-01-01'),
    array[
        'mould 2099-01-05..2099-01-09', 'paint 2099-01-12..2099-01-12',
        'sample 2099-01-15..2099-01-16', 'run 2099-01-26..2099-01-30'
    ],
    'tasks are due on their canonical days; a holiday makes one longer'
);
select is(
    pg_temp.plan('2099-01-12'),
    array[
        'mould 2099-01-12..2099-01-15', 'paint 2099-01-12..2099-01-12',
        'sample 2099-01-16..2099-01-19', 'run 2099-01-26..2099-01-30'
    ],
    'a first day moves them, and those after them, as far as they must'
);
select is(
    pg_temp.plan('2099-01-17'),
    array[
        'mould 2099-01-19..2099-01-22', 'paint 2099-01-19..2099-01-19',
        'sample 2099-01-23..2099-01-26', 'run 2099-01-29..2099-02-04'
    ],
    'a Saturday is the Monday after; a lag is kept'
);
select is(
    tests.why($$ select pg_temp.plan('2999-12-20') $$), 'PT422 core.invalid_argument',
    'no task is due after 2999'
);

select * from finish();
rollback;

-- Proves functions/suppliers/tasks/_set_dates.sql.
begin;
select plan(3);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
select set_config(
    'request.jwt.claims',
    jsonb_build_object(
        'sub', tests.user('sam'),
        'app_metadata', jsonb_build_object('roles', array['supplier'])
    )::text,
    true
);

do $do$ begin
    perform suppliers._set_dates(
        array[tests.task_of('ACME', 'mould'), tests.task_of('ACME', 'paint')],
        '{2099-02-02, 2099-02-03}', '{2099-02-04, 2099-02-05}', 'Ice.', 'logistics', 78
    );
end $do$;
select results_eq(
    $$ select i.start_on, i.due_on, i.planned_due_on, i.changed_by, i.change_reason,
           i.change_cause, i.operation_id
       from suppliers.task_instances as i
       where i.operation_id is not null
       order by i.due_on $$,
    format(
        $$ values
        ('2099-02-02'::date, '2099-02-04'::date, '2099-01-09'::date, %1$L::uuid, 'Ice.',
            'logistics', 78::bigint),
        ('2099-02-03', '2099-02-05', '2099-01-12', %1$L, 'Ice.', 'logistics', 78) $$,
        tests.user('sam')
    ),
    'each task gets its dates; the first promise stays'
);
do $do$ begin
    perform suppliers._set_dates(
        array[tests.task_of('ACME', 'mould')], '{2099-02-02}', '{2099-02-04}',
        'Again.', null
    );
end $do$;
select is(
    (
        select i.version from suppliers.task_instances as i
        where i.id = tests.task_of('ACME', 'mould')
    ),
    2::bigint, 'the dates that a task has are no change'
);
select lives_ok(
    $$ select suppliers._set_dates(null, null, null, 'Ice.', null) $$,
    'none is no error'
);

select * from finish();
rollback;

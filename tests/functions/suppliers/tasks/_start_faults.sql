-- Proves functions/suppliers/tasks/_start_faults.sql.
begin;
select plan(9);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

create function pg_temp.faults(p_template text, p_is_forced boolean) returns text[]
language sql as $$
    select array_agg(f.key || ': ' || substr(f.message, 17) order by f.key)
    from suppliers._start_faults(
        array[tests.task_of('ACME', p_template), -1, null], p_is_forced
    ) as f
    where f.task_id = tests.task_of('ACME', p_template)
$$;
create function pg_temp.set_status(p_template text, variadic p_statuses text[])
returns void language sql as $$
    select suppliers._set_statuses(
        array[tests.task_of('ACME', p_template)], s.status, ''
    )
    from unnest(p_statuses) with ordinality as s (status, place)
    order by s.place
$$;

select is(pg_temp.faults('mould', false), null, 'the first task may start');
select is(
    pg_temp.faults('run', false),
    array[format(
        'suppliers.dependency_open: task %s comes after sample, which is planned.',
        tests.task_of('ACME', 'run')
    )],
    'a task waits for its predecessor'
);
select is(pg_temp.faults('run', true), null, 'unless it is forced');
do $do$ begin
    perform pg_temp.set_status('sample', 'in_progress', 'done');
end $do$;
select is(
    pg_temp.faults('run', false),
    array[format(
        'suppliers.dependency_open: task %s comes after sample with a lag until '
        '2026-06-04.',
        tests.task_of('ACME', 'run')
    )],
    'and for the lag'
);
select tests.set_clock('2026-06-04 00:00Z');
select is(pg_temp.faults('run', false), null, 'which ends');
do $do$ begin
    perform pg_temp.set_status('sample', 'in_progress', 'cancelled');
end $do$;
select tests.set_clock('2026-06-01 12:00Z');
select is(pg_temp.faults('run', false), null, 'a cancelled one holds nothing back');

update suppliers.task_templates set capability_code = 'welding'
where project_id = 2001 and code = 'run';
insert into suppliers.supplier_capabilities (
    supplier_id, capability_code, valid_from_on
)
values (3001, 'welding', '2020-01-01');
select is(pg_temp.faults('run', true), null, 'with a certificate a task starts');
update suppliers.certificates set revoked_at = now()
where supplier_id = 3001;
select is(
    pg_temp.faults('run', true),
    array[format(
        'suppliers.not_capable: the supplier of task %s lacks welding.',
        tests.task_of('ACME', 'run')
    )],
    'without one it does not, whoever forces it'
);
select is(
    (
        select count(*) from suppliers._start_faults(
            array(select i.id from suppliers.task_instances as i), false
        )
    ),
    6::bigint, 'faults of many tasks are those of each'
);

select * from finish();
rollback;

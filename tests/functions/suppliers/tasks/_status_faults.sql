-- Proves functions/suppliers/tasks/_status_faults.sql.
begin;
select plan(7);

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

create function pg_temp.faults(
    p_supplier text, p_template text, p_status text, p_note text, p_is_forced boolean
) returns text[] language sql as $$
    select array_agg(f.key || ' ' || f.field order by f.key, f.field)
    from suppliers._status_faults(
        array[tests.task_of(p_supplier, p_template)], p_status, p_note, p_is_forced,
        '{supplier, project_manager}'
    ) as f
$$;

select is(
    pg_temp.faults('ACME', 'mould', 'in_progress', null, false), null,
    'a change without a fault has none'
);
select is(
    pg_temp.faults('ACME', 'mould', 'done', null, false),
    '{suppliers.transition_refused status}', 'a status does not follow every other'
);
select is(
    pg_temp.faults('ACME', 'mould', 'cancelled', null, false),
    '{core.not_permitted status, suppliers.note_needed note}',
    'all faults come at once'
);
select is(
    pg_temp.faults('ACME', 'run', 'in_progress', null, true),
    '{core.not_permitted force, suppliers.note_needed note}',
    'also those of a forced start'
);
select is(
    pg_temp.faults('BOLT', 'mould', 'done', null, true),
    '{suppliers.unknown_task task_id}', 'of a task of others only that it is unknown'
);
select alike(
    (
        select f.message from suppliers._status_faults(
            array[tests.task_of('ACME', 'mould')], 'done', null, false, '{supplier}'
        ) as f
    ),
    '%is planned; it may become in_progress.', 'a sentence says what the caller may do'
);
select is(
    (
        select count(*) from suppliers._status_faults(
            array(select i.id from suppliers.task_instances as i), 'in_progress', null,
            false, '{admin}'
        )
    ),
    5::bigint, 'faults of many tasks are those of each'
);

select * from finish();
rollback;

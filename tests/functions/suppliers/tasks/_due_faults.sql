-- Proves functions/suppliers/tasks/_due_faults.sql.
begin;
select plan(6);

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

create function pg_temp.faults(
    p_supplier text, p_template text, p_due_on date, p_reason text
) returns text[] language sql as $$
    select array_agg(f.key || ' ' || f.field order by f.key)
    from suppliers._due_faults(
        array[tests.task_of(p_supplier, p_template)], array[p_due_on], p_reason,
        '{supplier}'
    ) as f
$$;

select is(
    pg_temp.faults('ACME', 'mould', '2026-06-01', 'Soon.'), null, 'today is not past'
);
select is(
    pg_temp.faults('ACME', 'mould', '2026-05-31', null),
    '{suppliers.due_in_past due_on, suppliers.note_needed reason}',
    'yesterday is, and a reason is needed'
);
select is(
    pg_temp.faults('ACME', 'mould', '2109-01-10', 'Late.'),
    '{core.invalid_argument due_on}', 'ten years after its first promise are enough'
);
select is(
    pg_temp.faults('BOLT', 'mould', '2026-05-31', 'Late.'),
    '{suppliers.unknown_task task_id}', 'a task of others is unknown'
);
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'mould')], 'in_progress', ''
    );
end $do$;
select is(
    pg_temp.faults('ACME', 'mould', '2099-01-04', 'Soon.'),
    '{suppliers.due_before_start due_on}', 'work ends after it begins'
);
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'mould')], 'done', ''
    );
end $do$;
select is(
    pg_temp.faults('ACME', 'mould', '2099-01-14', 'Late.'),
    '{suppliers.transition_refused due_on}', 'the dates of a closed task are final'
);

select * from finish();
rollback;

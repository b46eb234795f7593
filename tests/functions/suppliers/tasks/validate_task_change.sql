-- Proves functions/suppliers/tasks/validate_task_change.sql.
begin;
select plan(6);

-- Given: the small project.
select tests.small_project();

create function pg_temp.codes(p_change jsonb) returns text language sql as $$
    select string_agg(f.f ->> 'code', ', ')
    from jsonb_array_elements(
        api.validate_task_change(tests.task_of('ACME', 'mould'), p_change)
    ) as f (f)
$$;
grant execute on function pg_temp.codes(jsonb) to public;

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    pg_temp.codes('{"status": "in_progress"}'), null, 'a good change has no fault'
);
select is(
    pg_temp.codes('{"status": "cancelled", "force": true, "due_on": "2000-01-01"}'),
    'core.not_permitted, core.not_permitted, suppliers.due_in_past, '
    'suppliers.note_needed, suppliers.note_needed',
    'a bad one has all'
);
select is(
    (
        select array_agg(tests.why(format(
            'select api.validate_task_change(%s, %L)',
            tests.task_of('ACME', 'mould'), c.c
        )))
        from unnest(array[
            null, '{}', '[]', '"x"', '{"status": "late"}', '{"due_on": "2099-02-30"}',
            '{"due_on": 7}', '{"status": "done", "force": "yes"}', '{"status": null}',
            '{"status": "done", "note": 7}', jsonb_build_object(
                'status', 'done', 'note', repeat('n', 501)
            )::text
        ]) as c (c)
    ),
    array_fill('PT422 core.invalid_argument'::text, array[11]),
    'what is no change is refused'
);
select is(
    pg_temp.codes(jsonb_build_object(
        'status', 'in_progress', 'note', repeat('n', 500)
    )),
    null,
    'a note is as long as update_task_status takes'
);
select is(
    array[
        tests.why(format(
            'select api.validate_task_change(%s, %L)', tests.task_of('BOLT', 'mould'),
            '{"status": "done"}'
        )),
        tests.why($$ select api.validate_task_change(null, '{"status": "done"}') $$)
    ],
    array_fill('PT404 suppliers.unknown_task'::text, array[2]),
    'a task of others is unknown'
);
select is(
    api.get_task(tests.task_of('ACME', 'mould')) ->> 'version', '1',
    'nothing is changed'
);

select * from finish();
rollback;

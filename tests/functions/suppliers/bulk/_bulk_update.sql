-- Proves functions/suppliers/bulk/_bulk_update.sql.
begin;
select plan(4);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
create function pg_temp.ids(p_supplier text, variadic p_templates text[])
returns bigint[] language sql as $$
    select array_agg(tests.task_of(p_supplier, t.t)) from unnest(p_templates) as t (t)
$$;
grant execute on function pg_temp.ids(text, text[]) to public;

select is(
    suppliers._bulk_update(jsonb_build_object(
        'task_ids', pg_temp.ids('ACME', 'mould', 'paint'),
        'change', '{"status": "in_progress", "note": null}'::jsonb
    )) - 'items',
    '{"next": null, "dry_run": false, "total": 2, "operation_id": null}',
    'a few tasks are changed at once'
);
select is(
    tests.refusal(format(
        'select suppliers._bulk_update(%L)',
        jsonb_build_object(
            'task_ids', pg_temp.ids('ACME', 'mould') || pg_temp.ids('BOLT', 'run'),
            'change', '{"status": "submitted"}'::jsonb
        )
    )) ->> 'detail',
    format(
        '1 of 2 tasks, so nothing was changed. Rule task_transitions: task %s is '
        'planned; it may become cancelled, in_progress.', tests.task_of('BOLT', 'run')
    ),
    'one fault refuses all'
);
select is(
    (
        select i.status from suppliers.task_instances as i
        where i.id = tests.task_of('ACME', 'mould')
    ),
    'in_progress', 'also the good ones'
);
select is(
    suppliers._bulk_update(jsonb_build_object(
        'task_ids', (select jsonb_agg(n) from generate_series(1, 501) as n),
        'change', '{"status": "done"}'::jsonb
    )) - 'operation_id',
    '{"items": [], "next": null, "dry_run": false, "total": 501}',
    'more than 500 are an operation'
);

select * from finish();
rollback;

-- Proves functions/suppliers/bulk/_bulk_faults.sql.
begin;
select plan(3);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
create function pg_temp.ids(p_supplier text, variadic p_templates text[])
returns bigint[] language sql as $$
    select array_agg(tests.task_of(p_supplier, t.t)) from unnest(p_templates) as t (t)
$$;
grant execute on function pg_temp.ids(text, text[]) to public;

create function pg_temp.faults(p_change jsonb) returns text[] language sql as $$
    select array_agg(
        concat_ws(' ', coalesce(t.code, f.task_id::text), f.key, f.field)
        order by t.code, f.key
    )
    from suppliers._bulk_faults(
        pg_temp.ids('ACME', 'mould', 'run') || array[-1::bigint], p_change
    ) as f
    left join suppliers.task_instances as i on f.task_id = i.id
    left join suppliers.task_templates as t on i.task_template_id = t.id
$$;

select is(
    pg_temp.faults('{"status": "in_progress"}'),
    array[
        'run suppliers.dependency_open status', '-1 suppliers.unknown_task task_id'
    ],
    'a status has the faults of a status'
);
select is(
    pg_temp.faults('{"shift_days": 1, "reason": "Ice."}'),
    array['-1 suppliers.unknown_task task_id'], 'a shift has the faults of dates'
);
select tests.set_clock('2099-01-09 12:00Z');
select is(
    pg_temp.faults('{"shift_days": -1, "reason": null}'),
    array[
        'mould suppliers.due_in_past due_on', 'mould suppliers.note_needed reason',
        'run suppliers.note_needed reason', '-1 suppliers.note_needed reason',
        '-1 suppliers.unknown_task task_id'
    ],
    'of each task'
);

select * from finish();
rollback;

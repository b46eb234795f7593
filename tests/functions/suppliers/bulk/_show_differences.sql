-- Proves functions/suppliers/bulk/_show_differences.sql.
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

select set_config(
    'request.jwt.claims',
    jsonb_build_object(
        'sub', tests.user('sam'),
        'app_metadata', jsonb_build_object('roles', array['supplier'])
    )::text,
    true
);
create function pg_temp.shown(p_change jsonb) returns jsonb language sql as $$
    select jsonb_object_agg(
        coalesce(d.d ->> 'code', d.d ->> 'supplier_id', 'hidden'),
        d.d - '{task_id,code}'::text[] || jsonb_build_object(
            'errors', (
                select coalesce(jsonb_agg(e.e -> 'code'), '[]')
                from jsonb_array_elements(d.d -> 'errors') as e (e)
            )
        )
    )
    from jsonb_array_elements(
        suppliers._show_differences(
            pg_temp.ids('ACME', 'mould', 'run') || pg_temp.ids('BOLT', 'mould'), p_change
        )
    ) as d (d)
$$;
-- Given: the caller is a server only by its database role; here it is a user.
create or replace function core._is_operator()
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select false
$$;

select is(
    pg_temp.shown('{"shift_days": 1, "reason": "Ice."}'),
    '{"mould": {"supplier_id": 3001, "errors": [],
        "before": {"start_on": "2099-01-05", "due_on": "2099-01-09", "version": 1},
        "after": {"start_on": "2099-01-07", "due_on": "2099-01-12", "version": 2}},
      "run": {"supplier_id": 3001, "errors": [],
        "before": {"start_on": "2099-01-26", "due_on": "2099-01-30", "version": 1},
        "after": {"start_on": "2099-01-27", "due_on": "2099-02-02", "version": 2}},
      "hidden": {"supplier_id": null, "before": null, "after": null,
        "errors": ["suppliers.unknown_task"]}}',
    'dates before and after; of a task of others nothing'
);
select is(
    pg_temp.shown('{"status": "in_progress"}'),
    '{"mould": {"supplier_id": 3001, "errors": [],
        "before": {"status": "planned", "started_at": null, "finished_at": null,
            "paused_at": null, "paused_days": 0, "version": 1},
        "after": {"status": "in_progress", "started_at": "2026-06-01T12:00:00+00:00",
            "finished_at": null, "paused_at": null, "paused_days": 0, "version": 2}},
      "run": {"supplier_id": 3001, "after": null,
        "before": {"status": "planned", "started_at": null, "finished_at": null,
            "paused_at": null, "paused_days": 0, "version": 1},
        "errors": ["suppliers.dependency_open"]},
      "hidden": {"supplier_id": null, "before": null, "after": null,
        "errors": ["suppliers.unknown_task"]}}',
    'statuses too; a refused task does not change'
);
select is(
    suppliers._show_differences('{}', '{"status": "done"}'), '[]',
    'no task, no difference'
);

select * from finish();
rollback;

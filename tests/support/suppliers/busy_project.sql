-- tests.busy_project: tests.small_project with something in each list of suppliers. The
-- clock is left alone.
--
-- Project CUP is managed by p_user_id too, who owns the cup of CLIP, has a digest and
-- the token cal_… of a calendar. Supplier DART (3004) has cancelled its tasks of CUP.
-- Project BAG (2003) has no template. BOLT has finished its paint, and moved its mould
-- by a month. sam has read a task. PEN has an archive and a pending export.

create or replace function tests.busy_project(p_user_id uuid)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
    v_export bigint;
begin
    perform tests.small_project();
    perform set_config('request.jwt.claims', '', true);
    insert into suppliers.projects (
        id, code, name, calendar_id, starts_on, created_at, updated_at
    )
    overriding system value
    select 2003, 'BAG', 'Bag', c.id, '2099-01-05', v_now, v_now
    from suppliers.calendars as c
    where c.code = 'STANDARD';
    insert into suppliers.suppliers (id, code, name, country, created_at, updated_at)
    overriding system value
    values (3004, 'DART', 'Dart', 'PH', v_now, v_now);

    perform suppliers.add_supplier_to_project(2002, 3004);
    perform suppliers.update_task_status(
        tests.task_of('DART', k.code), 'cancelled', 'Too late.'
    )
    from unnest('{cup, lid}'::text[]) as k (code);
    perform suppliers.update_task_status(tests.task_of('BOLT', 'paint'), 'in_progress');
    perform suppliers.update_task_status(tests.task_of('BOLT', 'paint'), 'done');
    perform suppliers.update_task_status(tests.task_of('BOLT', 'mould'), 'in_progress');
    perform suppliers.update_task_due(
        tests.task_of('BOLT', 'mould'), '2099-02-09', 'No steel.', p_cause => 'material'
    );

    insert into suppliers.project_managers (project_id, user_id)
    values (2002, p_user_id);
    perform suppliers.assign_task(tests.task_of('CLIP', 'cup'), p_user_id);
    perform suppliers.update_task_due(
        tests.task_of('CLIP', 'cup'), v_now::date + 1, 'It is wanted.'
    );
    perform suppliers._make_digest(p_user_id, v_now::date, 'UTC');
    insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at)
    values (p_user_id, 'Phone', sha256(convert_to('cal_…', 'UTF8')), v_now);

    insert into core.data_quality_findings (rule, row_key, detail, opened_at, seen_at)
    values (
        'suppliers.templates_have_tasks', 'project:2001', '1 templates have no task.',
        v_now, v_now
    );
    v_export := suppliers.export_compliance(2001, v_now - interval '1 year') -> 'id';
    perform suppliers.record_export(
        v_export, 10, repeat('0f', 32),
        jsonb_build_object(
            'format', 'rowhouse.compliance', 'v', 1,
            'project', '{"id": 2001, "code": "PEN", "name": "Pen"}'::jsonb,
            'since', v_now - interval '1 year', 'until', v_now, 'requested_at', v_now,
            'entries', 1, 'head', '{"seal_id": 1, "chain": "0f"}'::jsonb,
            'files', '[{"name": "tasks.csv", "rows": 1, "bytes": 5, "sha256": "0f"}]'::jsonb
        ),
        (suppliers.find_export(v_export) -> 'erasures')::bigint,
        '{"url": "https://example.invalid/1.zip", "expires_at": "2999-01-01T00:00:00Z"}'
    );
    perform suppliers.export_compliance(2001, v_now - interval '1 month');

    perform set_config(
        'request.jwt.claims',
        jsonb_build_object(
            'role', 'authenticated', 'sub', tests.user('sam'),
            'app_metadata', '{"roles": ["supplier"]}'::jsonb
        )::text,
        true
    );
    perform suppliers.get_task(tests.task_of('ACME', 'mould'));
    perform set_config('request.jwt.claims', '', true);
end;
$$;

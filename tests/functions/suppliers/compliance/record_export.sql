-- Proves functions/suppliers/compliance/record_export.sql.
begin;
select plan(9);

-- Given: two projects and their suppliers.
select tests.small_project();
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at
)
values (2001, '2020-01-01', '2020-01-02', core.now());
create temporary table t_export as
select e.id from suppliers.compliance_exports as e;
grant select on t_export to authenticated, app_worker;
create function core.t_record(p_erasures bigint default 0)
    returns text
    language sql
as $$
    select suppliers.record_export(
        t.id, 10, repeat('0f', 32), '{"v": 1}', p_erasures,
        '{"url": "x", "expires_at": "2999-01-01Z"}'
    )
    from t_export as t
$$;

select is(core.t_record(1), 'outdated', 'after an erasure the archive is made again');
select tests.set_clock('2026-01-01 12:00+00');
update suppliers.compliance_exports
set requested_at = '2026-01-01', requested_by = tests.user('mia')
where true;
select is(core.t_record(), 'ready', 'an archive is recorded');
select is(
    (
        select row(e.bytes, e.sha256, e.manifest, e.finished_at, e.expires_at)::text
        from suppliers.compliance_exports as e
    ),
    row(
        10, repeat('0f', 32), '{"v": 1}', '2026-01-01 12:00+00'::timestamptz,
        '2026-01-31 12:00+00'::timestamptz
    )::text,
    'with its size, sum and manifest; it stays for a month'
);
select is(core.t_record(), 'ready', 'a second time changes nothing');
select results_eq(
    $$ select run_at from core.jobs where kind = 'suppliers.delete_export' $$,
    $$ values ('2026-01-31 12:00+00'::timestamptz) $$, 'a job deletes it then, one'
);
select results_eq(
    $$ select user_id, kind from core.notifications
       where kind ~ 'compliance' $$,
    $$ values (tests.user('mia'), 'suppliers.compliance_export.ready') $$,
    'who asked is told'
);
select is(
    tests.refusal($$ select suppliers.record_export(-1, 1, '', '{}', 0) $$) ->> 'key',
    'suppliers.unknown_export', 'one that is not there is refused'
);
select is(
    has_function_privilege(
        'app_worker',
        'suppliers.record_export(bigint, bigint, text, jsonb, bigint, jsonb)', 'execute'
    ),
    true, 'the worker records'
);
select is(
    has_function_privilege(
        'authenticated',
        'suppliers.record_export(bigint, bigint, text, jsonb, bigint, jsonb)', 'execute'
    ),
    false, 'and nobody else'
);

select * from finish();
rollback;

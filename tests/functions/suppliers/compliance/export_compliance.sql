-- Proves functions/suppliers/compliance/export_compliance.sql.
begin;
select plan(13);

-- Given: two projects and their suppliers.
select tests.small_project();

select tests.login_as(tests.user('mia'), 'project_manager');
create temporary table t_made as
select suppliers.export_compliance(2001, '2026-01-01Z', '2026-02-01Z') as it;
select is(
    (select t.it - array['id', 'requested_at'] from t_made as t),
    jsonb_build_object(
        'project_id', 2001, 'since', '2026-01-01T00:00:00+00:00', 'until',
        '2026-02-01T00:00:00+00:00', 'status', 'pending', 'bytes', null, 'sha256', null,
        'manifest', null, 'download', null, 'requested_by', tests.user('mia'),
        'finished_at', null, 'expires_at', null
    ),
    'a manager asks for an archive'
);
select is(
    (
        select suppliers.export_compliance(2001, '2026-01-01Z', '2026-02-01Z') = t.it
        from t_made as t
    ),
    true, 'while it is pending, a second call returns it'
);
select isnt(
    suppliers.export_compliance(2001, '2026-01-01Z', '2026-03-01Z') ->> 'id',
    (select t.it ->> 'id' from t_made as t), 'another period is another archive'
);
select ok(
    (suppliers.export_compliance(2001, '2020-01-01Z') ->> 'until')::timestamptz
    = core.now(), 'until is now by default'
);
reset role;
select is(
    (
        select count(*)
        from core.jobs as j
        where j.kind = 'suppliers.export_compliance'
    ),
    3::bigint, 'a job makes each of them'
);

select tests.login_as(tests.user('mia'), 'project_manager');
select is(tests.refusal(c.call) ->> 'key', c.key, c.description)
from (
    values
    (
        $$ select suppliers.export_compliance(2001, '2026-01-01Z', '2026-01-01Z') $$,
        'core.invalid_argument', 'a period is not empty'
    ),
    (
        $$ select suppliers.export_compliance(2001, null) $$, 'core.invalid_argument',
        'it has a beginning'
    ),
    (
        $$ select suppliers.export_compliance(2001, '-infinity') $$,
        'core.invalid_argument', 'which is a time'
    ),
    (
        $$ select suppliers.export_compliance(2002, '2026-01-01Z') $$,
        'suppliers.unknown_project', 'a project of others is unknown'
    )
) as c (call, key, description);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.refusal($$ select suppliers.export_compliance(2001, '2026-01-01Z') $$)
    ->> 'key',
    'core.not_permitted', 'its suppliers are refused'
);
select tests.login_as(tests.user('ada'), 'admin');
select is(
    suppliers.export_compliance(2002, '2026-01-01Z') ->> 'status', 'pending',
    'an admin exports every project'
);
reset role;
select is(
    (select count(distinct e.storage_key) from suppliers.compliance_exports as e),
    4::bigint, 'each has a place of its own'
);

select tests.login_as(tests.user('mia'), 'project_manager');
select throws_ok(
    $$ select suppliers.export_compliance(2001, '2026-01-01Z', '2026-02-01Z')
       from generate_series(1, 21) as n $$,
    'PGRST', null, 'a caller asks for 20 in an hour'
);

select * from finish();
rollback;

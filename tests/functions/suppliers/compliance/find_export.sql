-- Proves functions/suppliers/compliance/find_export.sql.
begin;
select plan(3);

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

set local role app_worker;
select is(
    (
        select suppliers.find_export(t.id) - array['storage_key', 'requested_at']
        from t_export as t
    ),
    '{"status": "pending", "project": {"id": 2001, "code": "PEN", "name": "Pen"},
      "since": "2020-01-01T00:00:00+00:00", "until": "2020-01-02T00:00:00+00:00",
      "erasures": 0}',
    'the worker learns what to write'
);
select matches(
    (select suppliers.find_export(t.id) ->> 'storage_key' from t_export as t),
    '^exports/[0-9a-f]{32}[.]zip$', 'and where'
);
select is(suppliers.find_export(-1), null, 'of one that is not there, nothing');

select * from finish();
rollback;

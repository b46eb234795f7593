-- Proves functions/suppliers/compliance/record_export_download.sql.
begin;
select plan(4);

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

select is(
    (select suppliers.record_export_download(t.id, '{"url": "y"}') from t_export as t),
    false, 'a pending export has no link'
);
select is(core.t_record(), 'ready', 'one that is ready');
select is(
    (select suppliers.record_export_download(t.id, '{"url": "y"}') from t_export as t),
    true, 'gets a new one'
);
select is(
    (select e.download ->> 'url' from suppliers.compliance_exports as e), 'y',
    'in place of the old one'
);

select * from finish();
rollback;

-- Proves functions/suppliers/compliance/expire_export.sql.
begin;
select plan(6);

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
    (select suppliers.expire_export(t.id) from t_export as t), null,
    'a pending export has no file'
);
select is(core.t_record(), 'ready', 'one that is ready');
do $$
begin
    perform core.place_legal_hold('suppliers.compliance_exports', 'A claim.');
    delete from core.jobs where true;
end;
$$;
select is(
    (select suppliers.expire_export(t.id) from t_export as t), null,
    'stays while it is on hold'
);
select is(
    (
        select count(*)
        from core.jobs as j
        where j.kind = 'suppliers.delete_export'
    ),
    1::bigint, 'a job tries again'
);
do $$ begin perform core.release_legal_hold(h.id) from core.legal_holds as h; end $$;
select is(
    (select suppliers.expire_export(t.id) from t_export as t),
    (select e.storage_key from suppliers.compliance_exports as e),
    'then its file goes'
);
select is(
    (select row(e.status, e.download)::text from suppliers.compliance_exports as e),
    '(expired,)', 'and the row says so'
);

select * from finish();
rollback;

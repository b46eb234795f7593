-- Proves functions/suppliers/compliance/tg_erasures__expire_exports.sql.
begin;
select plan(2);

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

select is(core.t_record(), 'ready', 'an archive is there');
delete from core.jobs
where true;
insert into core.erasures (
    person_kind, person_key, person_sha256, reason, is_dry_run, requested_at
)
values ('user', 'x', '\\x01', 'Asked.', false, now());
update core.erasures
set status = 'done', person_key = null, erased = '{}', finished_at = now()
where true;
select results_eq(
    $$ select kind, (payload ->> 'export_id')::bigint from core.jobs $$,
    $$ select 'suppliers.delete_export', id from t_export $$,
    'an erasure deletes every archive that is in the storage'
);

select * from finish();
rollback;

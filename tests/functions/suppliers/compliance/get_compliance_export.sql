-- Proves functions/suppliers/compliance/get_compliance_export.sql.
begin;
select plan(7);

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

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    (select suppliers.get_compliance_export(t.id) ->> 'status' from t_export as t),
    'pending', 'a manager sees it'
);
reset role;
select is(core.t_record(), 'ready', 'it becomes ready');
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    (
        select suppliers.get_compliance_export(t.id) #>> '{download,url}'
        from t_export as t
    ),
    'x', 'with its link'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    tests.refusal(format('select suppliers.get_compliance_export(%s)', t.id)) ->> 'key',
    'suppliers.unknown_export', 'it is unknown to the manager of another project'
)
from t_export as t;
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.refusal(format('select suppliers.get_compliance_export(%s)', t.id)) ->> 'key',
    'suppliers.unknown_export', 'and to a supplier'
)
from t_export as t;
reset role;
select is(
    (
        select count(*)
        from core.jobs as j
        where j.kind = 'suppliers.sign_export'
    ),
    0::bigint, 'a link that is valid is not signed again'
);
update suppliers.compliance_exports set download = null
where true;
do $$ begin perform suppliers.get_compliance_export(t.id) from t_export as t; end $$;
do $$ begin perform suppliers.get_compliance_export(t.id) from t_export as t; end $$;
select is(
    (
        select count(*)
        from core.jobs as j
        where j.kind = 'suppliers.sign_export'
    ),
    1::bigint, 'a missing one is, once'
);

select * from finish();
rollback;

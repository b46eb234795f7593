-- Proves functions/suppliers/parties/revoke_certificate.sql.
begin;
select plan(7);

-- Given: the small project.
select tests.small_project();
create temporary table t_one as
select c.id from suppliers.certificates as c
where c.supplier_id = 3001;
grant select on t_one to authenticated;

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    'select api.revoke_certificate(t.id) from t_one as t', 'PT403',
    'core.not_permitted', 'a supplier revokes none'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    (api.revoke_certificate(t.id, 'The audit failed.') ->> 'revoked_at')::timestamptz,
    core.now(), 'a project manager does'
)
from t_one as t;
select is(
    api.get_supplier(3001) ->> 'version', '2', 'the version of the supplier rises'
);
reset role;
select tests.set_clock('2099-01-01Z');
select tests.login_as(tests.user('mia'), 'project_manager');
select ok(
    (api.revoke_certificate(t.id) ->> 'revoked_at')::timestamptz < core.now(),
    'one that is revoked stays as it is'
)
from t_one as t;
select throws_ok(
    'select api.revoke_certificate(0)', 'PT404', 'suppliers.unknown_certificate',
    'an unknown one is refused'
);
select throws_ok(
    'select api.revoke_certificate(t.id, repeat(''x'', 501)) from t_one as t', 'PT422',
    'core.invalid_argument', 'and so is bad input'
);
reset role;
select results_eq(
    $$ select e.reason from core.audit_entries as e
       where e.table_name = 'suppliers.certificates' and e.operation = 'update' $$,
    $$ values ('The audit failed.') $$, 'the reason is audited'
);

select * from finish();
rollback;

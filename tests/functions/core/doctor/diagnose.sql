-- Proves functions/core/doctor/diagnose.sql.
begin;
select plan(2);

select results_eq(
    'select area, code, severity, what, why, remedy from core.diagnose()
     order by area, code, what',
    $$ select 'attachments' as area, f.* from core._diagnose_attachments() as f
       union all select 'exposure', f.* from core._diagnose_exposure() as f
       union all select 'grants', f.* from core._diagnose_grants() as f
       union all select 'partitions', f.* from core._diagnose_partitions() as f
       union all select 'roles', f.* from core._diagnose_roles() as f
       union all select 'server', f.* from core._diagnose_server() as f
       union all select 'settings', f.* from core._diagnose_settings() as f
       union all select 'worker', f.* from core._diagnose_worker() as f
       order by area, code, what $$,
    'the findings of all areas'
);
set local role authenticated;
select throws_ok(
    'select * from core.diagnose()', '42501', null, 'users do not see them'
);

select * from finish();
rollback;

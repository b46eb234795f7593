-- Proves functions/suppliers/compliance/read_export.sql.
begin;
select plan(9);

-- Given: two projects and their suppliers.
select tests.small_project();
alter table core.audit_entries disable trigger t20_refuse_change;
update core.audit_entries set xid = 10
where true;
alter table core.audit_entries enable trigger t20_refuse_change;
do $$ begin perform core.seal_audit(); end $$;
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at
)
values (2001, '2020-01-01', 'infinity', core.now());
create temporary table t_export as
select e.id from suppliers.compliance_exports as e;
grant select on t_export to app_worker;
insert into core.access_log (logged_at, role, thing, scope)
values
(core.now(), 'authenticated', 'suppliers.task', 'suppliers.supplier:3001'),
(core.now(), 'authenticated', 'suppliers.task', 'suppliers.supplier:3003');
insert into core.erasures (
    person_kind, person_sha256, reason, is_dry_run, status, erased, requested_at,
    finished_at
)
values
('user', '\\x01', 'Asked.', false, 'done', '{}', now(), now()),
('user', '\\x01', 'Asked.', true, 'done', '{}', now(), now());

set local role app_worker;
create function pg_temp.t_lines(p_part text)
    returns setof jsonb
    language sql
as $$
    select r.line::jsonb from t_export as t, suppliers.read_export(t.id, p_part) as r
$$;
select results_eq(
    $$ select p.name, (select count(*) from pg_temp.t_lines(p.name))
       from suppliers.list_export_parts() as p
       where p.name not in ('audit_entries', 'audit_seals', 'supplier_capabilities') $$,
    $$ values
        ('projects', 1::bigint), ('project_managers', 1), ('calendars', 1),
        ('holidays', 1), ('task_templates', 4), ('task_dependencies', 2),
        ('suppliers', 2), ('supplier_projects', 2), ('supplier_users', 2),
        ('contacts', 2), ('certificates', 2), ('tasks', 8), ('task_history', 8),
        ('access_log', 1), ('erasures', 1) $$,
    'each part has the records of the project'
);
select is_empty(
    $$ select p.name, l.it, k.key
       from suppliers.list_export_parts() as p
       cross join pg_temp.t_lines(p.name) as l (it)
       cross join jsonb_object_keys(l.it) as k (key)
       where k.key <> all(p.columns) $$,
    'a record has the columns of its part'
);
select is(
    (select count(*) from pg_temp.t_lines('audit_entries')),
    (select suppliers.count_export_entries(t.id) from t_export as t),
    'every sealed entry has its proof'
);
select is(
    (select array_agg(l ->> 'id') from pg_temp.t_lines('audit_seals') as l),
    array(select s.it ->> 'id' from pg_temp.t_lines('audit_seals') as s (it)),
    'the seals are there'
);
select is(
    (select l ? 'reason' from pg_temp.t_lines('erasures') as l), false,
    'of an erasure, no more than that it was'
);
select throws_ok(
    $$ select * from pg_temp.t_lines('secrets') $$, 'P0002', null,
    'there is no other part'
);
select throws_ok(
    'select * from suppliers.task_instances', '42501', null,
    'the worker reads no table itself'
);
reset role;
update suppliers.compliance_exports
set since_at = '2019-01-01', until_at = '2019-01-02'
where true;
select is_empty(
    $$ select r.line from t_export as t,
       suppliers.read_export(t.id, 'task_history') as r $$,
    'history is that of the period'
);
select is_empty(
    $$ select r.line from t_export as t,
       suppliers.read_export(t.id, 'audit_entries') as r $$,
    'and so are entries'
);

select * from finish();
rollback;

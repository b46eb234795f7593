-- Proves triggers/suppliers/compliance_exports.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
select tests.small_project();
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at
)
values (2001, '2020-01-01', '2020-01-02', now());
create temporary table t_row as
select e.id::text as id from suppliers.compliance_exports as e;
update suppliers.compliance_exports set until_at = '2020-01-03'
where true;
update suppliers.compliance_exports set until_at = '2020-01-03'
where true;
delete from suppliers.compliance_exports
where true;

select * from tests.is_audited(
    'suppliers.compliance_exports', (select t.id from t_row as t),
    '{"until_at": "2020-01-02T00:00:00+00:00"}'
);

select * from finish();
rollback;

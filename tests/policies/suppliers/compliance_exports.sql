-- Proves policies/suppliers/compliance_exports.sql.j2.
begin;
select plan(5);

-- Given: an export.
select tests.small_project();
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at
)
values (2001, '2020-01-01', '2020-01-02', now());

select * from tests.is_read_by(
    'suppliers.compliance_exports', 'service_role, app_reader'
);

select * from finish();
rollback;

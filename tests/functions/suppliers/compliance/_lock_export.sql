-- Proves functions/suppliers/compliance/_lock_export.sql.
begin;
select plan(2);

-- Given: two projects and their suppliers.
select tests.small_project();
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at
)
values (2001, '2020-01-01', '2020-01-02', core.now());

select is(
    (suppliers._lock_export(e.id)).project_id, 2001::bigint, 'it returns the export'
)
from suppliers.compliance_exports as e;
select is(
    tests.refusal('select suppliers._lock_export(-1)') ->> 'key',
    'suppliers.unknown_export', 'one that is not there is refused'
);

select * from finish();
rollback;

-- Proves functions/suppliers/compliance/count_export_entries.sql.
begin;
select plan(2);

-- Given: two projects and their suppliers.
select tests.small_project();
insert into suppliers.compliance_exports (
    project_id, since_at, until_at, requested_at
)
values (2001, '2020-01-01', 'infinity', core.now());

set local role app_worker;
select ok(
    suppliers.count_export_entries(1) is null or suppliers.count_export_entries(1) > 0,
    'the worker may ask'
);
reset role;
select is(
    suppliers.count_export_entries(e.id),
    cardinality(
        suppliers._list_project_entries(2001, '2020-01-01', 'infinity')
    )::bigint,
    'entries that are not sealed count'
)
from suppliers.compliance_exports as e;

select * from finish();
rollback;

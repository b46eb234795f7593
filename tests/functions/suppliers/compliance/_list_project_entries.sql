-- Proves functions/suppliers/compliance/_list_project_entries.sql.
begin;
select plan(3);

-- Given: two projects and their suppliers.
select tests.small_project();

select is(
    cardinality(suppliers._list_project_entries(2001, '2020-01-01', 'infinity')),
    (
        select count(*)::integer
        from core.audit_entries as e
        inner join suppliers._list_project_rows(2001) as r
            on e.table_name = r.table_name and e.row_id = r.row_id
    ),
    'the entries of all rows of a project'
);
select is(
    suppliers._list_project_entries(2001, '2020-01-01', '2020-01-02'), '{}',
    'in a period'
);
select is(suppliers._list_project_entries(-1, '2020-01-01', 'infinity'), '{}',
    'there are none of a project that does not exist'
);

select * from finish();
rollback;

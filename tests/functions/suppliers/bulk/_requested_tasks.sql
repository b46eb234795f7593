-- Proves functions/suppliers/bulk/_requested_tasks.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._requested_tasks('{"task_ids": [3, 1, 3, 2]}'), '{1,2,3}',
    'each task once, by id'
);
select is(
    cardinality(suppliers._requested_tasks(
        '{"project_id": 2001, "filter": {"phase": "samples"}}'
    )),
    2, 'or those that a filter selects'
);

select * from finish();
rollback;

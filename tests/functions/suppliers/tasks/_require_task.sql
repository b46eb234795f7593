-- Proves functions/suppliers/tasks/_require_task.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

grant execute on function suppliers._require_task(bigint) to authenticated;
grant execute on function suppliers._list_scopes(bigint[], text[]) to authenticated;
grant execute on function suppliers._task_roles(bigint, bigint) to authenticated;
grant execute on function suppliers._kept_roles(bigint, bigint, text[])
to authenticated;
grant execute on function suppliers._project_day(text) to authenticated;

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    suppliers._require_task(tests.task_of('ACME', 'mould')), '{supplier}',
    'the roles towards the task are returned'
);
select is(
    (
        select array_agg(tests.why(format('select suppliers._require_task(%L)', t.id)))
        from unnest(array[tests.task_of('BOLT', 'mould'), -1, null]) as t (id)
    ),
    array_fill('PT404 suppliers.unknown_task'::text, array[3]),
    'a task of another is as unknown as none'
);

select * from finish();
rollback;

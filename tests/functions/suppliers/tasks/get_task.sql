-- Proves functions/suppliers/tasks/get_task.sql.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array[
            t.t ->> 'code', t.t ->> 'version',
            t.t #>> '{after, 0, code}', t.t #>> '{after, 0, lag_days}'
        ]
        from api.get_task(tests.task_of('ACME', 'run')) as t (t)
    ),
    array['run', '1', 'sample', '2'], 'a task has its predecessors'
);
select is(
    api.get_task(tests.task_of('ACME', 'mould')) -> 'after', '[]', 'the first has none'
);
select is(
    (
        select array_agg(tests.why(format('select api.get_task(%L)', t.id)))
        from unnest(array[tests.task_of('BOLT', 'run'), -1, null]) as t (id)
    ),
    array_fill('PT404 suppliers.unknown_task'::text, array[3]),
    'a task of others is as unknown as none'
);
reset role;
select results_eq(
    $$ select l.thing_id, l.actor_id from core.access_log as l
       where l.thing = 'suppliers.task' order by l.id $$,
    format(
        $$ values (%1$L, %3$L::uuid), (%2$L, %3$L) $$,
        '3001:' || tests.task_of('ACME', 'run'),
        '3001:' || tests.task_of('ACME', 'mould'),
        tests.user('sam')
    ),
    'what a supplier reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    format('select api.get_task(%s)', tests.task_of('ACME', 'mould')), 'PT405',
    'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;

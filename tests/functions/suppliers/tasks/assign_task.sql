-- Proves functions/suppliers/tasks/assign_task.sql.
begin;
select plan(9);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

create function pg_temp.assign(p_template text, p_owner text, p_more text default '')
returns text language sql as $$
    select format(
        'select api.assign_task(%s, %L%s)', tests.task_of('ACME', p_template),
        tests.user(p_owner), p_more
    )
$$;
grant execute on function pg_temp.assign(text, text, text) to public;

select tests.login_as(tests.user('sue'), 'supplier');
select is(
    array[
        tests.why(pg_temp.assign('mould', 'sue')), tests.why(
            'select api.assign_task(null, null)'
        )
    ],
    array_fill('PT404 suppliers.unknown_task'::text, array[2]),
    'a task of others, and none, are unknown'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array_agg(tests.why(pg_temp.assign('mould', u.name)))
        from unnest(array['sue', 'noa', 'zed']) as u (name)
    ),
    array_fill('PT422 suppliers.unknown_person'::text, array[3]),
    'who works for others owns no task'
);
select is(
    array[
        tests.why(pg_temp.assign('mould', 'sam', ', repeat($$x$$, 501)')),
        tests.why(pg_temp.assign('mould', 'sam', ', null, 7'))
    ],
    array['PT422 core.invalid_argument', 'PT409 suppliers.version_conflict'],
    'note and version are checked'
);
select is(
    (
        select array[a.a ->> 'owner_id', a.a ->> 'version']
        from api.assign_task(tests.task_of('ACME', 'mould'), tests.user('mia')) as a (a)
    ),
    array[tests.user('mia')::text, '2'], 'a manager of the project may own a task'
);
select is(
    api.assign_task(
        tests.task_of('ACME', 'mould'), tests.user('mia'), 'Again.'
    ) ->> 'version',
    '2', 'the same owner is no change'
);
select is(
    api.assign_task(tests.task_of('ACME', 'mould'), null, 'Who?') -> 'owner_id',
    'null', 'a task may have no owner'
);
reset role;
select results_eq(
    $$ select h.owner_id, h.previous_owner_id, h.actor_id, h.reason
       from suppliers.task_history as h
       where h.task_id = tests.task_of('ACME', 'mould') and h.version > 1
       order by h.id $$,
    format(
        $$ values
        (%1$L::uuid, null::uuid, %2$L::uuid, null), (null, %1$L, %2$L, 'Who?') $$,
        tests.user('mia'), tests.user('sam')
    ),
    'owners are in the history'
);
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'mould')], 'cancelled', null
    );
end $do$;
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.why(pg_temp.assign('mould', 'sam')),
    'PT409 suppliers.transition_refused', 'a closed task gets no owner'
);
reset role;
update suppliers.projects set status = 'closed'
where id = 2001;
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.why(pg_temp.assign('sample', 'sam')),
    'PT409 suppliers.project_closed', 'nor does a task of a closed project'
);

select * from finish();
rollback;

-- Proves functions/suppliers/tasks/update_task_status.sql.
begin;
select plan(30);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

create function pg_temp.set_status(
    p_supplier text, p_template text, p_status text, p_more text default ''
) returns text language sql as $$
    select format(
        'select api.update_task_status(%s, %L%s)',
        tests.task_of(p_supplier, p_template), p_status, p_more
    )
$$;
grant execute on function pg_temp.set_status(text, text, text, text) to public;

select tests.login_as(tests.user('zed'), 'supplier', 'project_manager');
select is(
    tests.why(pg_temp.set_status('ACME', 'mould', 'in_progress')),
    'PT404 suppliers.unknown_task', 'a stranger has no tasks'
);
select tests.login_as(tests.user('sue'), 'supplier');
select is(
    tests.why(pg_temp.set_status('ACME', 'mould', 'in_progress')),
    'PT404 suppliers.unknown_task', 'the task of another supplier does not exist'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    tests.why(pg_temp.set_status('ACME', 'mould', 'in_progress')),
    'PT404 suppliers.unknown_task', 'nor does that of another project'
);

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array_agg(tests.why(s.q))
        from unnest(array[
            pg_temp.set_status('ACME', 'mould', null),
            pg_temp.set_status('ACME', 'mould', 'late'),
            pg_temp.set_status('ACME', 'mould', 'in_progress', ', repeat($$x$$, 501)'),
            'select api.update_task_status(null, $$in_progress$$)',
            'select api.update_task_status(0, $$in_progress$$)'
        ]) as s (q)
    ),
    array[
        'PT422 core.invalid_argument', 'PT422 core.invalid_argument',
        'PT422 core.invalid_argument', 'PT404 suppliers.unknown_task',
        'PT404 suppliers.unknown_task'
    ],
    'bad arguments are refused'
);
select is(
    tests.why(pg_temp.set_status('ACME', 'mould', 'done')),
    'PT409 suppliers.transition_refused', 'a planned task is not done'
);
select is(
    tests.why(pg_temp.set_status('ACME', 'mould', 'cancelled', ', $$No.$$')),
    'PT403 core.not_permitted', 'a supplier does not cancel'
);
select is(
    tests.why(pg_temp.set_status('ACME', 'sample', 'in_progress')),
    'PT409 suppliers.dependency_open', 'a task waits for its predecessors'
);
select is(
    tests.why(pg_temp.set_status(
        'ACME', 'sample', 'in_progress', ', $$Hurry.$$, force => true'
    )),
    'PT403 core.not_permitted', 'a supplier does not force a start'
);
select is(
    (
        select count(*) from suppliers.task_history as h
        where h.previous_status is not null
    ),
    0::bigint, 'what is refused changes nothing'
);

select is(
    api.update_task_status(tests.task_of('ACME', 'mould'), 'in_progress')
    @> '{"status": "in_progress", "version": 2,
        "started_at": "2026-06-01T12:00:00+00:00"}',
    true, 'a supplier starts a task'
);
select is(
    tests.why(pg_temp.set_status(
        'ACME', 'mould', 'submitted', ', expected_version => 1'
    )),
    'PT409 suppliers.version_conflict', 'of an old version nothing is changed'
);
select is(
    tests.why(pg_temp.set_status('ACME', 'mould', 'waiting')),
    'PT422 suppliers.note_needed', 'to wait needs a note'
);
select is(
    tests.why(pg_temp.set_status('ACME', 'mould', 'waiting', ', $$ $$')),
    'PT422 suppliers.note_needed', 'and a space is none'
);
select is(
    api.update_task_status(
        tests.task_of('ACME', 'mould'), 'submitted', expected_version => 2
    ) -> 'paused_at',
    '"2026-06-01T12:00:00+00:00"', 'the clock stands while a task waits for approval'
);
select tests.set_clock('2026-06-04 12:00Z');
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.update_task_status(tests.task_of('ACME', 'mould'), 'done')
    @> '{"paused_days": 3, "paused_at": null, "finished_at":
        "2026-06-04T12:00:00+00:00"}',
    true, 'then the working days of the pause are added'
);
select is(
    tests.why(pg_temp.set_status('ACME', 'run', 'in_progress', ', null, null, true')),
    'PT422 suppliers.note_needed', 'a forced start needs a note'
);
select is(
    api.update_task_status(
        tests.task_of('ACME', 'run'), 'in_progress', 'The fair is near.', force => true
    ) ->> 'status',
    'in_progress', 'a manager forces a start'
);
select lives_ok(
    pg_temp.set_status('ACME', 'run', 'planned', ', $$Too early.$$'),
    'a manager takes a start back'
);

select lives_ok(
    pg_temp.set_status('ACME', 'sample', 'in_progress'), 'the next one starts'
);
select lives_ok(pg_temp.set_status('ACME', 'sample', 'done'), 'and is done');
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.refusal(pg_temp.set_status('ACME', 'run', 'in_progress')) ->> 'detail',
    format(
        'Rule may_start: task %s comes after sample with a lag until 2026-06-09.',
        tests.task_of('ACME', 'run')
    ),
    'a lag is of whole working days: Friday and Monday'
);
select tests.set_clock('2026-06-08 23:59Z');
select is(
    tests.why(pg_temp.set_status('ACME', 'run', 'in_progress')),
    'PT409 suppliers.dependency_open', 'until its end'
);
select tests.set_clock('2026-06-09 00:00Z');
select lives_ok(
    pg_temp.set_status('ACME', 'run', 'in_progress'), 'then the task starts'
);

select tests.login_as(tests.user('mia'), 'project_manager');
select lives_ok(
    pg_temp.set_status('BOLT', 'mould', 'cancelled', ', $$The mould is here.$$'),
    'a manager cancels a task'
);
select tests.login_as(tests.user('sue'), 'supplier');
select lives_ok(
    pg_temp.set_status('BOLT', 'sample', 'in_progress'),
    'a cancelled predecessor holds no task back'
);

reset role;
delete from suppliers.supplier_capabilities
where supplier_id = 3001;
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    tests.why(pg_temp.set_status(
        'ACME', 'paint', 'in_progress', ', $$x$$, force => true'
    )),
    'PT422 suppliers.not_capable', 'nobody forces a start without the capability'
);
select tests.login_as(tests.user('sue'), 'supplier');
select is(
    tests.why(pg_temp.set_status('ACME', 'paint', 'in_progress')),
    'PT404 suppliers.unknown_task', 'to others a refusal says nothing of the task'
);

reset role;
update suppliers.projects set status = 'closed'
where id = 2001;
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    tests.why(pg_temp.set_status('BOLT', 'sample', 'submitted')),
    'PT409 suppliers.project_closed', 'the tasks of a closed project rest'
);
set local role anon;
select is(
    left(tests.why('select api.update_task_status(1, $$done$$)'), 5), '42501',
    'an anonymous caller may not call it'
);
reset role;
select is_empty(
    $$ select from suppliers.task_instances as i
       where i.status is distinct from (
           select h.status from suppliers.task_history as h
           where h.task_id = i.id
           order by h.id desc
           limit 1
       ) $$,
    'the last entry of the history is the status'
);

select * from finish();
rollback;

-- Proves functions/suppliers/tasks/update_task_due.sql.
begin;
select plan(16);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

create function pg_temp.move(p_template text, p_more text) returns text
language sql as $$
    select format(
        'select api.update_task_due(%s, %s)', tests.task_of('ACME', p_template), p_more
    )
$$;
grant execute on function pg_temp.move(text, text) to public;

select tests.login_as(tests.user('sue'), 'supplier');
select is(
    tests.why(pg_temp.move('mould', $$'2099-01-14', 'Late.'$$)),
    'PT404 suppliers.unknown_task', 'the task of another supplier does not exist'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array_agg(tests.why(pg_temp.move('mould', a)))
        from unnest(array[
            $$null, 'Late.'$$, $$'infinity', 'Late.'$$, $$'3000-01-01', 'Late.'$$,
            $$'2099-01-14', repeat('x', 501)$$, $$'2099-01-14', 'Late.', null, 'fate'$$,
            $$'2099-01-14', 'Late.', null, 'predecessor'$$
        ]) as a
    ),
    array_fill('PT422 core.invalid_argument'::text, array[6]),
    'bad arguments are refused'
);
select is(
    (
        select array_agg(tests.why(pg_temp.move('mould', a)))
        from unnest(array[
            $$'2099-01-14', null$$, $$'2099-01-14', ' '$$, $$'2026-05-31', 'Late.'$$,
            $$'2099-01-14', 'Late.', 7$$
        ]) as a
    ),
    array[
        'PT422 suppliers.note_needed', 'PT422 suppliers.note_needed',
        'PT422 suppliers.due_in_past', 'PT409 suppliers.version_conflict'
    ],
    'the rules of a date are checked'
);
select is(
    tests.why('select api.update_task_due(null, $$2099-01-14$$, $$Late.$$)'),
    'PT404 suppliers.unknown_task', 'no task has no date'
);

-- mould is due on Friday 9, sample from 15 to 16, run from 26 to 30.
select is(
    (
        select
            jsonb_build_object(
                'due_on', a.a ->> 'due_on', 'planned', a.a ->> 'planned_due_on',
                'moves', jsonb_array_length(a.a -> 'moves'),
                'moved', a.a -> 'has_moved_successors'
            )
        from api.update_task_due(
            tests.task_of('ACME', 'mould'), '2099-01-12', 'Steel is late.', 1,
            'material'
        ) as a (a)
    ),
    '{"due_on": "2099-01-12", "planned": "2099-01-09", "moves": 1, "moved": false}',
    'a move within the slack moves nothing else; the first promise stays'
);
select is(
    (
        select jsonb_object_agg(m ->> 'code', m -> 'shift_days')
        from jsonb_array_elements(
            api.update_task_due(
                tests.task_of('ACME', 'mould'), '2099-01-21', 'Steel is later.',
                move_successors => true
            ) -> 'moves'
        ) as m
    ),
    '{"mould": 7, "sample": 5, "run": 2}',
    'successors move by what is left of the slack'
);
reset role;
select results_eq(
    $$ select t.code, i.start_on, i.due_on, i.change_cause
       from suppliers.task_instances as i
       inner join suppliers.task_templates as t on i.task_template_id = t.id
       where i.supplier_id = 3001
       order by t.code $$,
    $$ values
    ('mould', '2099-01-16'::date, '2099-01-21'::date, null),
    ('paint', '2099-01-12', '2099-01-12', null),
    ('run', '2099-01-28', '2099-02-03', 'predecessor'),
    ('sample', '2099-01-22', '2099-01-23', 'predecessor') $$,
    'all dates are written, with their cause'
);
select results_eq(
    $$ select h.due_on, h.previous_due_on, h.reason, h.cause, h.actor_id
       from suppliers.task_history as h
       where h.task_id = tests.task_of('ACME', 'mould')
       order by h.id $$,
    format(
        $$ values
        ('2099-01-09'::date, null::date, null, null, null::uuid),
        ('2099-01-12', '2099-01-09', 'Steel is late.', 'material', %1$L),
        ('2099-01-21', '2099-01-12', 'Steel is later.', null, %1$L) $$,
        tests.user('sam')
    ),
    'every promise is in the history'
);

-- A day that is not worked.
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    api.update_task_due(
        tests.task_of('ACME', 'paint'), '2099-01-18', 'On Sunday.'
    ) ->> 'due_on',
    '2099-01-18', 'a task may be due on a Sunday'
);
select is(
    tests.why(pg_temp.move('run', $$'2109-01-30', 'Never.', null, null, true$$)), null,
    'a task may be due ten years after its first promise'
);
select is(
    tests.why(pg_temp.move('run', $$'2109-01-31', 'Never.', null, null, true$$)),
    'PT422 core.invalid_argument', 'and not later'
);

select lives_ok(
    format(
        'select api.update_task_status(%s, $$in_progress$$)',
        tests.task_of('ACME', 'mould')
    ),
    'work begins before the plan'
);
select is(
    tests.why(pg_temp.move('mould', $$'2099-01-14', 'It goes well.'$$)),
    'PT422 suppliers.due_before_start', 'a task that has started keeps its start'
);
select is(
    (
        api.update_task_due(
            tests.task_of('ACME', 'mould'), '2099-02-20', 'It does not.'
        ) ->> 'start_on'
    ),
    '2099-01-16', 'whenever it is due'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    tests.why(format(
        'select api.update_task_status(%s, $$done$$)', tests.task_of('ACME', 'mould')
    ) || ';' || pg_temp.move('mould', $$'2099-03-01', 'Too late.'$$)),
    'PT409 suppliers.transition_refused', 'the date of a task that is done is final'
);
reset role;
update suppliers.projects set status = 'closed'
where id = 2001;
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.why(pg_temp.move('paint', $$'2099-03-01', 'Too late.'$$)),
    'PT409 suppliers.project_closed', 'so are all dates of a closed project'
);

select * from finish();
rollback;

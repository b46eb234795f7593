-- Proves functions/suppliers/history/list_task_history.sql.
begin;
select plan(6);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array[
            api.update_task_status(tests.task_of('ACME', 'mould'), 'in_progress', 'Go.')
            ->> 'version',
            api.update_task_due(tests.task_of('ACME', 'mould'), '2099-01-14', 'Ice.')
            ->> 'version'
        ]
    ),
    '{2,3}', 'a task changes'
);
select is(
    (
        select jsonb_agg(array[
            h.h -> 'version', h.h -> 'status', h.h -> 'previous_status',
            h.h -> 'due_on', h.h -> 'previous_due_on', h.h -> 'reason'
        ])
        from jsonb_array_elements(
            api.list_task_history(tests.task_of('ACME', 'mould')) -> 'items'
        ) as h (h)
    ),
    '[[3, "in_progress", "in_progress", "2099-01-14", "2099-01-09", "Ice."],
      [2, "in_progress", "planned", "2099-01-09", "2099-01-09", "Go."],
      [1, "planned", null, "2099-01-09", null, null]]',
    'its states come newest first'
);
select is(
    (
        select array[
            a.a #>> '{items, 0, version}', b.b #>> '{items, 0, version}',
            b.b #>> '{items, 1, version}', b.b ->> 'next'
        ]
        from api.list_task_history(
            tests.task_of('ACME', 'mould'), page_size => 1
        ) as a (a)
        cross join lateral api.list_task_history(
            tests.task_of('ACME', 'mould'), a.a ->> 'next', 2
        ) as b (b)
    ),
    array['3', '2', '1', null], 'pages follow each other'
);
select is(
    (
        select array_agg(tests.why('select api.list_task_history(' || a.a || ')'))
        from unnest(array[
            tests.task_of('BOLT', 'mould')::text, 'null', '-1', '1, $$x$$',
            '1, null, 0', '1, null, null'
        ]) as a (a)
    ),
    array[
        'PT404 suppliers.unknown_task', 'PT404 suppliers.unknown_task',
        'PT404 suppliers.unknown_task', 'PT422 core.invalid_cursor',
        'PT422 core.invalid_page_size', 'PT422 core.invalid_page_size'
    ],
    'bad arguments are refused, a task of others is unknown'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where
            l.thing = 'suppliers.task_history' and l.actor_id = tests.user('sam')
            and l.thing_id = '3001:' || tests.task_of('ACME', 'mould')
    ),
    3::bigint, 'what a supplier reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    format('select api.list_task_history(%s)', tests.task_of('ACME', 'mould')), 'PT405',
    'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;

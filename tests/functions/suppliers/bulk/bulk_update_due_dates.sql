-- Proves functions/suppliers/bulk/bulk_update_due_dates.sql.
begin;
select plan(13);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array_agg(tests.why('select api.bulk_update_due_dates(' || a.a || ')'))
        from unnest(array[
            'null, 1, $${}$$, $$x$$', '2002, 1, $${}$$, $$x$$',
            '2001, null, $${}$$, $$x$$',
            '2001, 0, $${}$$, $$x$$', '2001, 1001, $${}$$, $$x$$',
            '2001, 1, $${"x": 1}$$, $$x$$', '2001, 1, $${}$$, repeat($$x$$, 501)',
            '2001, 1, $${}$$, $$x$$, $$fate$$', '2001, 1, $${}$$, $$x$$, null, null',
            '2001, 1, $${}$$, null', '2001, 1, $${}$$, $$x$$, page_size => 501',
            '2001, -1000, $${}$$, $$x$$, after => $$x$$'
        ]) as a (a)
    ),
    array_fill('PT404 suppliers.unknown_project'::text, array[2])
    || array_fill('PT422 core.invalid_argument'::text, array[7])
    || array[
        'PT422 suppliers.note_needed', 'PT422 core.invalid_page_size',
        'PT422 core.invalid_cursor'
    ],
    'bad arguments are refused'
);
create temporary table dry on commit drop as
select api.bulk_update_due_dates(
    2001, 3, '{"due_until": "2099-01-16"}', 'Ice.', 'logistics', dry_run => true
) as a;
select is(
    (select a.a -> 'total' from dry as a), '3', 'a supplier moves its own open tasks'
);
select is(
    api.bulk_update_due_dates(
        2001, 3, '{"due_until": "2099-01-16"}', 'Ice.', 'logistics', false, 'k'
    ),
    (select a.a || '{"dry_run": false}' from dry as a),
    'a dry run shows what is then done'
);
select is(
    api.bulk_update_due_dates(
        2001, 3, '{"due_until": "2099-01-16"}', 'Ice.', 'logistics', false, 'k'
    ) -> 'total',
    '3', 'once for a key'
);
select is(
    tests.why($$ select api.bulk_update_due_dates(
        2001, 4, '{"due_until": "2099-01-16"}', 'Ice.', 'logistics', false, 'k'
    ) $$),
    'PT422 core.idempotency_key_reused', 'which is of one request'
);
select is(
    api.bulk_update_due_dates(2001, 3, '{"supplier_id": 3002}', 'Ice.') -> 'total', '0',
    'of others it moves none'
);
reset role;
select results_eq(
    $$ select i.supplier_id, t.code, i.due_on, i.change_cause
       from suppliers.task_instances as i
       inner join suppliers.task_templates as t on i.task_template_id = t.id
       where i.version > 1
       order by t.place $$,
    $$ values
    (3001::bigint, 'mould', '2099-01-14'::date, 'logistics'),
    (3001, 'paint', '2099-01-15', 'logistics'),
    (3001, 'sample', '2099-01-21', 'logistics') $$,
    'the selected tasks are moved'
);
update suppliers.projects set status = 'closed'
where id = 2001;
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    tests.why($$ select api.bulk_update_due_dates(2001, 3, '{}', 'Ice.') $$),
    'PT409 suppliers.project_closed', 'a closed project rests'
);
set local role anon;
select is(
    left(tests.why($$ select api.bulk_update_due_dates(1, 3, '{}', 'Ice.') $$), 5),
    '42501', 'an anonymous caller may not call it'
);
reset role;
update suppliers.projects set status = 'active'
where id = 2001;
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    api.update_task_status(tests.task_of('ACME', 'mould'), 'in_progress') ->> 'status',
    'in_progress', 'an open project goes on'
);
select is(
    tests.why(
        $$ select api.bulk_update_due_dates(2001, -10, '{"phase": "tooling"}', 'Go.') $$
    ),
    'PT422 suppliers.due_before_start', 'a task that has started keeps its start'
);
reset role;
select tests.set_clock('2099-01-12 12:00Z');
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.why(
        $$ select api.bulk_update_due_dates(2001, -10, '{"phase": "samples"}', 'Go.') $$
    ),
    'PT422 suppliers.due_in_past', 'no task is due in the past'
);
set local transaction_read_only = on;
select is(
    tests.why(
        $$ select api.bulk_update_due_dates(2001, 1, '{}', 'Go.', dry_run => true) $$
    ),
    'PT405 core.post_only', 'a GET, which is not counted, is refused'
);

select * from finish();
rollback;

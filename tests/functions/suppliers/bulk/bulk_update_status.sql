-- Proves functions/suppliers/bulk/bulk_update_status.sql.
begin;
select plan(16);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
create function pg_temp.ids(p_supplier text, variadic p_templates text[])
returns bigint[] language sql as $$
    select array_agg(tests.task_of(p_supplier, t.t)) from unnest(p_templates) as t (t)
$$;
grant execute on function pg_temp.ids(text, text[]) to public;

create function pg_temp.all_of(p_supplier text) returns bigint[] language sql as $$
    select array_agg(i.id) from suppliers.task_instances as i
    inner join suppliers.suppliers as s on i.supplier_id = s.id
    where s.code = p_supplier
$$;
create function pg_temp.many() returns bigint[] language sql as $$
    select array_agg(n.n) || pg_temp.ids('ACME', 'mould')
    from generate_series(1000001, 1000500) as n (n)
$$;
grant execute on function pg_temp.many() to public;

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select array_agg(tests.why('select api.bulk_update_status(' || a.a || ')'))
        from unnest(array[
            'null, $$done$$', 'array[]::bigint[], $$done$$',
            'array[null]::bigint[], $$done$$',
            'array[[1], [2]], $$done$$', 'array[1], null', 'array[1], $$late$$',
            'array[1], $$done$$, repeat($$x$$, 501)',
            'array[1], $$done$$, dry_run => null',
            'array[1], $$done$$, page_size => 0', 'array[1], $$done$$, after => $$x$$'
        ]) as a (a)
    ),
    array_fill('PT422 core.invalid_argument'::text, array[8])
    || array['PT422 core.invalid_page_size', 'PT422 core.invalid_cursor'],
    'bad arguments are refused'
);
select is(
    tests.why(
        'select api.bulk_update_status('
        'array(select n from generate_series(1, 100001) as n), $$done$$)'
    ),
    'PT422 core.invalid_argument', 'so are more than 100,000 tasks'
);
create temporary table dry on commit drop as
select api.bulk_update_status(
    pg_temp.ids('ACME', 'mould', 'paint', 'mould'), 'in_progress', dry_run => true
) as a;
select is(
    (select a.a -> 'total' from dry as a), '2', 'a task that comes twice counts once'
);
select is(
    api.bulk_update_status(
        pg_temp.ids('ACME', 'mould', 'paint'), 'in_progress', idempotency_key => 'k'
    ),
    (select a.a || '{"dry_run": false}' from dry as a),
    'a dry run shows what is then done'
);
select is(
    api.bulk_update_status(
        pg_temp.ids('ACME', 'mould', 'paint'), 'in_progress', idempotency_key => 'k'
    ),
    (select a.a || '{"dry_run": false}' from dry as a), 'once for a key'
);
select is(
    tests.why(format(
        'select api.bulk_update_status(%L, $$submitted$$)',
        pg_temp.ids('ACME', 'mould') || pg_temp.ids('BOLT', 'mould')
    )),
    'PT404 suppliers.unknown_task', 'a task of others refuses all'
);
select is(
    (
        select array_agg(
            tests.why(
                format(
                    'select api.bulk_update_status(%L, %L)',
                    pg_temp.ids('ACME', c.task), c.status
                )
            )
        )
        from (
            values
            ('sample', 'in_progress'), ('sample', 'done'), ('mould', 'done'),
            ('mould', 'blocked')
        ) as c (task, status)
    ),
    array[
        'PT409 suppliers.dependency_open', 'PT409 suppliers.transition_refused',
        'PT403 core.not_permitted', 'PT422 suppliers.note_needed'
    ],
    'the rules of a status are checked'
);
create temporary table answers on commit drop as
select api.bulk_update_status(pg_temp.many(), 'submitted') as a;
reset role;
select is(
    core.run_operation_chunks(
        (select (a.a ->> 'operation_id')::bigint from answers as a)
    ),
    'finished', 'many tasks are an operation'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    api.get_operation((select (a.a ->> 'operation_id')::bigint from answers as a))
    @> '{"status": "partial", "total": 501, "done": 1, "failed": 500}',
    true, 'each task counts'
);
select is(
    api.list_operation_errors(
        (select (a.a ->> 'operation_id')::bigint from answers as a), page_size => 1
    ) #> '{items, 0}' @> '{"item": 1000001, "code": "PT404",
        "message": "suppliers.unknown_task", "detail": "There is no task 1000001."}',
    true, 'each refused one is an error'
);
reset role;
select results_eq(
    $$ select i.status, h.operation_id, h.actor_id
       from suppliers.task_instances as i
       inner join suppliers.task_history as h on i.id = h.task_id and h.version = i.version
       where i.id = tests.task_of('ACME', 'mould') $$,
    format(
        'select %L, (a.a ->> %L)::bigint, %L::uuid from answers as a', 'submitted',
        'operation_id', tests.user('sam')
    ),
    'the history has the operation, and who started it'
);
select is(
    (
        select array_agg(e.payload -> 'done' order by e.id) from core.events as e
        where e.type = 'suppliers.operation.progressed'
    ),
    array['1', '1']::jsonb[], 'its progress is an event'
);
set local role anon;
select is(
    left(tests.why('select api.bulk_update_status(array[1], $$done$$)'), 5), '42501',
    'an anonymous caller may not call it'
);
reset role;
delete from suppliers.supplier_capabilities as c
where c.supplier_id = 3002;
select tests.login_as(tests.user('sue'), 'supplier');
select is(
    tests.why(format(
        'select api.bulk_update_status(%L, $$in_progress$$)',
        pg_temp.ids('BOLT', 'paint')
    )),
    'PT422 suppliers.not_capable', 'the supplier needs the capability'
);
reset role;
update suppliers.projects set status = 'closed'
where id = 2001;
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    tests.why(format(
        'select api.bulk_update_status(%L, $$in_progress$$, $$No.$$)',
        pg_temp.ids('ACME', 'mould')
    )),
    'PT409 suppliers.project_closed', 'a closed project rests'
);
set local transaction_read_only = on;
select is(
    tests.why('select api.bulk_update_status(array[1], $$done$$, dry_run => true)'),
    'PT405 core.post_only', 'a GET, which is not counted, is refused'
);

select * from finish();
rollback;

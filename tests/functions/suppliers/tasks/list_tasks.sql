-- Proves functions/suppliers/tasks/list_tasks.sql.
begin;
select plan(10);

-- Given: the small project.
select tests.small_project();

create function pg_temp.seen(
    p_project_id bigint default null, p_supplier_id bigint default null,
    p_status text default null, p_due_until date default null
) returns text language sql as $$
    select string_agg(
        (t.t ->> 'supplier_id') || ' ' || (t.t ->> 'code'), ', '
        order by t.t ->> 'supplier_id', t.t ->> 'code'
    )
    from jsonb_array_elements(
        api.list_tasks(p_project_id, p_supplier_id, p_status, p_due_until) -> 'items'
    ) as t (t)
$$;
grant execute on function pg_temp.seen(bigint, bigint, text, date) to public;

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    pg_temp.seen(), '3001 mould, 3001 paint, 3001 run, 3001 sample',
    'a supplier sees its tasks'
);
select is(
    array[pg_temp.seen(p_supplier_id => 3002), pg_temp.seen(2002)],
    array[null, null]::text[], 'and no others, whatever it asks for'
);
select is(
    pg_temp.seen(2001, 3001, 'planned', '2099-01-12'), '3001 mould, 3001 paint',
    'filters apply together'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    pg_temp.seen(), '3003 cup, 3003 lid', 'a manager sees the tasks of a project'
);
select tests.login_as(tests.user('zed'), 'supplier', 'project_manager');
select is(pg_temp.seen(), null, 'a stranger sees none');
select tests.login_as(tests.user('zed'), 'admin');
select is(
    jsonb_array_length(api.list_tasks() -> 'items'), 10, 'an admin sees all'
);
select is(
    (
        select array[
            a.a #>> '{items, 0, code}', b.b #>> '{items, 0, code}', b.b ->> 'next'
        ]
        from api.list_tasks(2002, page_size => 1) as a (a)
        cross join lateral api.list_tasks(
            2002, page_size => 1, after => a.a ->> 'next'
        ) as b (b)
    ),
    array['cup', 'lid', null], 'pages follow each other'
);
select is(
    (
        select array_agg(tests.why('select api.list_tasks(' || a.a || ')'))
        from unnest(array[
            $$status => 'late'$$, $$due_until => 'infinity'$$, $$after => 'x'$$,
            'page_size => 0', 'page_size => 501', 'page_size => null'
        ]) as a (a)
    ),
    array[
        'PT422 core.invalid_argument', 'PT422 core.invalid_argument',
        'PT422 core.invalid_cursor', 'PT422 core.invalid_page_size',
        'PT422 core.invalid_page_size', 'PT422 core.invalid_page_size'
    ],
    'bad arguments are refused'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where l.thing = 'suppliers.tasks' and l.actor_id = tests.user('sam')
    ),
    4::bigint, 'what a supplier reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.list_tasks()', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;

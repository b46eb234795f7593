-- Proves functions/suppliers/bulk/_run_bulk.sql.
begin;
select plan(4);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
create function pg_temp.ids(p_supplier text, variadic p_templates text[])
returns bigint[] language sql as $$
    select array_agg(tests.task_of(p_supplier, t.t)) from unnest(p_templates) as t (t)
$$;
grant execute on function pg_temp.ids(text, text[]) to public;

create function pg_temp.operation(p_name text, p_change jsonb, variadic p_roles text[])
returns core.operations language sql as $$
    select row(o.*)::core.operations
    from core.operations as o
    where o.id = 0
    union all
    select jsonb_populate_record(
        null::core.operations,
        jsonb_build_object(
            'id', 77, 'params', jsonb_build_object('change', p_change, 'app_roles', p_roles)
        )
    )
$$;
create function pg_temp.run(p_name text, p_role text, p_change jsonb) returns text[]
language plpgsql as $$
begin
    -- As a worker runs it: nothing but the subject, and rights of its own.
    perform set_config(
        'request.jwt.claims', jsonb_build_object('sub', tests.user(p_name))::text, true
    );
    return (
        select array_agg(format('%s %s', r.place, r.key) order by r.place)
        from jsonb_to_recordset(
            suppliers._run_bulk(
                pg_temp.operation(p_name, p_change, p_role),
                to_jsonb(
                    pg_temp.ids('ACME', 'mould', 'run') || pg_temp.ids('BOLT', 'mould')
                    || array[-1::bigint]
                )
            )
        ) as r (place integer, key text)
    );
end;
$$;

select is(
    pg_temp.run('sam', 'supplier', '{"status": "in_progress"}'),
    array[
        '2 suppliers.dependency_open', '3 suppliers.unknown_task',
        '4 suppliers.unknown_task'
    ],
    'a supplier changes its own, whatever the worker may'
);
select results_eq(
    $$ select i.id, i.changed_by, i.operation_id from suppliers.task_instances as i
       where i.status = 'in_progress' $$,
    format(
        'values (%s::bigint, %L::uuid, 77::bigint)', tests.task_of('ACME', 'mould'),
        tests.user('sam')
    ),
    'the good ones are changed, in the name of who started it'
);
select is(
    pg_temp.run('mia', 'project_manager', '{"shift_days": 2, "reason": "Ice."}'),
    '{4 suppliers.unknown_task}', 'a manager moves dates'
);
delete from suppliers.project_managers
where user_id = tests.user('mia');
select is(
    pg_temp.run('mia', 'project_manager', '{"shift_days": 2, "reason": "Ice."}'),
    array[
        '1 suppliers.unknown_task', '2 suppliers.unknown_task',
        '3 suppliers.unknown_task', '4 suppliers.unknown_task'
    ],
    'who manages the project no more changes nothing more'
);

select * from finish();
rollback;

-- Proves functions/suppliers/tasks/_list_scopes.sql.
begin;
select plan(3);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();
select set_config(
    'request.jwt.claims',
    jsonb_build_object(
        'sub', tests.user('sam'),
        'app_metadata', jsonb_build_object('roles', array['supplier'])
    )::text,
    true
);

create function pg_temp.scopes(p_app_roles text[]) returns table (
    project_id bigint, supplier_id bigint, roles text[], today date, is_open boolean
) language sql as $$
    select s.project_id, s.supplier_id, s.roles, s.today, s.is_open
    from suppliers._list_scopes(
        array[
            tests.task_of('ACME', 'mould'), tests.task_of('ACME', 'run'),
            tests.task_of('BOLT', 'mould'), -1, null
        ],
        p_app_roles
    ) as s
    order by s.supplier_id
$$;
update suppliers.projects set timezone = 'Pacific/Auckland'
where id = 2001;
update suppliers.supplier_projects set removed_at = added_at
where supplier_id = 3002;

select results_eq(
    $$ select s.project_id, s.supplier_id, s.today, s.is_open
       from pg_temp.scopes(null) as s $$,
    $$ values
    (2001::bigint, 3001::bigint, '2026-06-02'::date, true),
    (2001, 3002, '2026-06-02', false) $$,
    'each supplier in a project once; where it was removed, work has ended'
);
select results_eq(
    $$ select s.roles from pg_temp.scopes('{supplier}') as s $$,
    $$ values ('{supplier}'::text[]), ('{}') $$,
    'roles may be those that an operation kept'
);
select results_eq(
    $$ select s.roles from pg_temp.scopes(null) as s $$,
    $$ values ('{admin,supplier}'::text[]), ('{admin}') $$,
    'else they are those of the caller, here a server'
);

select * from finish();
rollback;

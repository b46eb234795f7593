-- tests.is_cut: five assertions that prove a policy file of suppliers, for the rows of
-- tests.small_project, by the one table of expectations below.
--
-- The table has two policies, each for its roles; exactly three roles hold a grant,
-- which is select; row-level security opens nothing to users without an app role; each
-- caller sees the rows that the expectation computes from the owner of each row; other
-- roles see all or are refused. Arguments: the table; the kind of owner: task
-- (project_id, supplier_id), project, party (a supplier), project_manager,
-- supplier_user.

create or replace function tests.is_cut(p_table regclass, p_kind text)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, extensions, pg_temp
as $$
declare
    v_before constant text := current_setting('role');
    v_rows constant text := format('select count(*) from %s', p_table);
    v_total bigint;
    v_count bigint;
    v_caller record;
    v_role text;
    v_seen text[] := '{}';
    v_expected text[] := '{}';
begin
    perform tests.small_project();
    execute v_rows into v_total;
    return next is(
        array(
            select format('%s to %s', p.policyname, r.roles)
            from pg_catalog.pg_policies as p
            cross join lateral (
                select string_agg(u.role, ', ' order by u.role) as roles
                from unnest(p.roles) as u (role)
            ) as r
            where format('%I.%I', p.schemaname, p.tablename)::regclass = p_table
            order by p.policyname
        ),
        array[
            'select_operators_all to app_reader, service_role',
            'select_user_visible to authenticated'
        ],
        format('%s has exactly these policies', p_table)
    );
    return next is(
        tests.grants_of(p_table), array['select to app_reader, authenticated, service_role'],
        'these roles may read, and no role may write'
    );

    perform tests.login_as(tests.user('zed'));
    perform set_config('role', v_before, true);
    return next is(
        tests.reach_of(p_table), array['select all to app_reader, service_role'],
        'row-level security opens no row to a stranger, whatever is granted'
    );

    for v_caller in
        select u.name, r.role
        from unnest(array['sam', 'sue', 'sol', 'mia', 'noa', 'zed']) as u (name)
        cross join unnest(array[
            'none', 'admin', 'analyst', 'buyer', 'warehouse', 'project_manager',
            'supplier', 'curator'
        ]) as r (role)
    loop
        execute tests.cut_rows(p_table, p_kind, v_caller.name, v_caller.role)
        into v_count;
        v_expected := v_expected
            || format('%s as %s: %s', v_caller.name, v_caller.role, v_count);
        perform tests.login_as(tests.user(v_caller.name), v_caller.role);
        execute v_rows into v_count;
        perform set_config('role', v_before, true);
        v_seen := v_seen
            || format('%s as %s: %s', v_caller.name, v_caller.role, v_count);
    end loop;
    return next is(v_seen, v_expected, 'each user sees what its role and rows give');

    v_seen := '{}';
    foreach v_role in array array['anon', 'app_reader', 'app_worker', 'service_role'] loop
        perform set_config('role', v_role, true);
        begin
            execute v_rows into v_count;
            v_seen := v_seen || format('%s: %s', v_role, v_count);
        exception
            when insufficient_privilege then
                v_seen := v_seen || format('%s: refused', v_role);
        end;
        perform set_config('role', v_before, true);
    end loop;
    return next is(
        v_seen,
        array[
            'anon: refused', format('app_reader: %s', v_total), 'app_worker: refused',
            format('service_role: %s', v_total)
        ],
        'operators see every row; other roles are refused'
    );
end;
$$;

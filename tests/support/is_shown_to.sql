-- tests.is_shown_to: six assertions that prove a policy file that opens some rows to
-- signed-in users and all rows to operators.
--
-- The table has two policies; exactly three roles hold a grant, which is select;
-- row-level security opens p_visible rows to the user, and all to operators; the user
-- with an app role sees all if p_staff names the role, else p_visible; each other role
-- sees what it should or is refused. Arguments: the table; the scope in the policy's
-- name; the user; the app roles that see every row; how many rows the user sees.

create or replace function tests.is_shown_to(
    p_table regclass, p_scope text, p_user_id uuid, p_staff text[], p_visible bigint
)
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
    v_name text;
    v_count bigint;
    v_seen text[] := '{}';
    v_expected text[] := '{}';
begin
    execute v_rows into v_total;
    return next policies_are(
        split_part(p_table::text, '.', 1)::name, split_part(p_table::text, '.', 2)::name,
        array['select_user_' || p_scope, 'select_operators_all']::name[],
        format('%s has exactly these policies', p_table)
    );
    return next policy_roles_are(
        split_part(p_table::text, '.', 1)::name, split_part(p_table::text, '.', 2)::name,
        ('select_user_' || p_scope)::name, array['authenticated']::name[],
        'the users'' policy is for signed-in users only'
    );
    return next is(
        tests.grants_of(p_table), array['select to app_reader, authenticated, service_role'],
        'these roles may read, and no role may write'
    );

    perform tests.login_as(p_user_id);
    perform set_config('role', v_before, true);
    return next is(
        tests.reach_of(p_table),
        array_remove(array[
            case when p_visible > 0
                then format('select %s of %s to authenticated', p_visible, v_total)
            end,
            'select all to app_reader, service_role'
        ], null),
        'row-level security opens these rows only, whatever is granted'
    );

    foreach v_name in array array[
        'none', 'admin', 'analyst', 'buyer', 'warehouse', 'project_manager', 'supplier',
        'curator'
    ]
    loop
        perform tests.login_as(p_user_id, v_name);
        execute v_rows into v_count;
        perform set_config('role', v_before, true);
        v_seen := v_seen || format('%s: %s', v_name, v_count);
        v_expected := v_expected || format(
            '%s: %s', v_name, case when v_name = any(p_staff) then v_total else p_visible end
        );
    end loop;
    return next is(v_seen, v_expected, 'staff sees every row, another user does not');

    perform tests.login_as(p_user_id);
    v_seen := '{}';
    foreach v_name in array array[
        'anon', 'app_reader', 'app_worker', 'authenticated', 'service_role'
    ]
    loop
        perform set_config('role', v_name, true);
        begin
            execute v_rows into v_count;
            v_seen := v_seen || format('%s: %s', v_name, v_count);
        exception
            when insufficient_privilege then
                v_seen := v_seen || format('%s: refused', v_name);
        end;
        perform set_config('role', v_before, true);
    end loop;
    return next is(
        v_seen,
        array[
            'anon: refused',
            format('app_reader: %s', v_total),
            'app_worker: refused',
            format('authenticated: %s', p_visible),
            format('service_role: %s', v_total)
        ],
        'operators see every row; other roles are refused'
    );
end;
$$;

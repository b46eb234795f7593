-- tests.is_owned_by: five assertions that prove a policy file made by macro own_rows.
--
-- The table has two policies; exactly three roles hold a grant, which is select;
-- row-level security opens a user's own rows to that user, and all to operators; each
-- role sees the rows that it should or is refused. The table must have rows of the user
-- and of others. Arguments: the table; the column of the owner; the user.

create or replace function tests.is_owned_by(
    p_table regclass, p_column name, p_user_id uuid
)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, extensions, pg_temp
as $$
declare
    v_before constant text := current_setting('role');
    v_rows constant text := format(
        'select count(*) filter (where %I = $1), count(*) from %s', p_column, p_table
    );
    v_own bigint;
    v_total bigint;
    v_role text;
    v_mine bigint;
    v_all bigint;
    v_seen text[] := '{}';
begin
    execute v_rows into v_own, v_total using p_user_id;
    return next ok(v_own > 0 and v_total > v_own, 'the user and others had rows to see');
    return next policies_are(
        split_part(p_table::text, '.', 1)::name, split_part(p_table::text, '.', 2)::name,
        array['select_user_own', 'select_operators_all']::name[],
        format('%s has exactly these policies', p_table)
    );
    return next is(
        tests.grants_of(p_table), array['select to app_reader, authenticated, service_role'],
        'these roles may read, and no role may write'
    );

    perform tests.login_as(p_user_id, 'admin');
    perform set_config('role', v_before, true);
    return next is(
        tests.reach_of(p_table),
        array[
            format('select %s of %s to authenticated', v_own, v_total),
            'select all to app_reader, service_role'
        ],
        'row-level security opens these rows only, whatever is granted'
    );

    foreach v_role in array array[
        'anon', 'app_reader', 'app_worker', 'authenticated', 'service_role'
    ]
    loop
        perform set_config('role', v_role, true);
        begin
            execute v_rows into v_mine, v_all using p_user_id;
            v_seen := v_seen || format('%s: %s, %s', v_role, v_mine, v_all);
        exception
            when insufficient_privilege then
                v_seen := v_seen || format('%s: refused', v_role);
        end;
        perform set_config('role', v_before, true);
    end loop;
    return next is(
        v_seen,
        array[
            'anon: refused',
            format('app_reader: %s, %s', v_own, v_total),
            'app_worker: refused',
            format('authenticated: %s, %1$s', v_own),
            format('service_role: %s, %s', v_own, v_total)
        ],
        'a user sees the own rows, operators every row; other roles are refused'
    );
end;
$$;

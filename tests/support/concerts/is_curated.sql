-- tests.is_curated: five assertions on a public table of concerts that curators write,
-- and a sixth where they also delete (p_deletes).
--
-- The table has these policies and grants only; everyone reads every row; of all app
-- roles only curator and admin change rows, or add one by p_insert. Uses
-- tests.small_tour.

create or replace function tests.is_curated(
    p_table regclass, p_columns text, p_insert text, p_deletes boolean default false
)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, extensions, pg_temp
as $$
declare
    v_columns constant text := (
        select string_agg(trim(c), ', ' order by trim(c))
        from unnest(string_to_array(p_columns, ',')) as c
    );
    v_first constant text := trim(split_part(p_columns, ',', 1));
    v_before constant text := current_setting('role');
    v_role text;
    v_made text;
    v_total bigint;
    v_count bigint;
    v_ids bigint[];
    v_seen text[] := '{}';
    v_expected text[] := '{}';
begin
    perform tests.small_tour();
    execute format('select count(*), array_agg(id) from %s', p_table)
    into v_total, v_ids;
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
        array_remove(array[
            case when p_deletes then 'delete_user_curated to authenticated' end,
            'insert_user_curated to authenticated',
            'select_everyone_all to anon, app_reader, authenticated, service_role',
            'update_user_curated to authenticated'
        ], null),
        format('%s has exactly these policies', p_table)
    );
    return next set_eq(
        format('select unnest(%L::text[])', tests.grants_of(p_table)),
        array_remove(array[
            'select to anon, app_reader, authenticated, service_role',
            format('insert (%s) to authenticated', v_columns),
            format('update (%s) to authenticated', v_columns),
            case when p_deletes then 'delete to authenticated' end
        ], null),
        'these rights are granted, and no others'
    );

    foreach v_role in array array['anon', 'app_reader', 'app_worker', 'service_role'] loop
        v_expected := v_expected
            || format('%s: %s', v_role, case when v_role <> 'app_worker' then v_total end);
        perform set_config('role', v_role, true);
        begin
            execute format('select count(*) from %s', p_table) into v_count;
        exception
            when insufficient_privilege then
                v_count := null;
        end;
        perform set_config('role', v_before, true);
        v_seen := v_seen || format('%s: %s', v_role, v_count);
    end loop;
    return next is(v_seen, v_expected, 'everyone reads every row');

    v_seen := '{}';
    v_expected := '{}';
    foreach v_role in array array[
        'none', 'admin', 'analyst', 'buyer', 'warehouse', 'project_manager', 'supplier',
        'curator'
    ]
    loop
        perform tests.login_as(tests.user('ada'), v_role);
        execute format('update %s set %2$I = %2$I where true', p_table, v_first);
        get diagnostics v_count = row_count;
        perform set_config('role', v_before, true);
        perform tests.login_as(tests.user('ada'), v_role);
        begin
            execute p_insert;
            v_made := 'inserts';
            perform set_config('role', v_before, true);
            execute format('delete from %s where id <> all($1)', p_table) using v_ids;
        exception
            when insufficient_privilege then
                v_made := 'is refused';
                perform set_config('role', v_before, true);
        end;
        v_seen := v_seen || format('%s: %s, %s', v_role, v_count, v_made);
        v_expected := v_expected || format(
            '%s: %s', v_role,
            case
                when v_role in ('admin', 'curator') then format('%s, inserts', v_total)
                else '0, is refused'
            end
        );
    end loop;
    return next is(v_seen, v_expected, 'curators and admins write rows, no one else');
    perform tests.login_as(tests.user('ada'));
    perform set_config('role', v_before, true);
    return next is(
        (
            select array_agg(r.line order by r.line)
            from unnest(tests.reach_of(p_table)) as r (line)
            where r.line !~ '^select'
        ),
        null,
        'without a role no row is written, whatever is granted'
    );

    if p_deletes then
        v_seen := '{}';
        foreach v_role in array array['none', 'curator'] loop
            perform tests.login_as(tests.user('ada'), v_role);
            execute format('delete from %s where id = 6003', p_table);
            get diagnostics v_count = row_count;
            perform set_config('role', v_before, true);
            v_seen := v_seen || format('%s: %s', v_role, v_count);
        end loop;
        return next is(v_seen, '{none: 0,curator: 1}', 'a curator deletes a row, no one else');
    end if;
end;
$$;

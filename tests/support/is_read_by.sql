-- tests.is_read_by: five assertions that prove a policy file made by macro read_by.
--
-- The table has one policy of that name; exactly these roles hold a grant, which is
-- select; row-level security opens every row to them and none to others; each role that
-- reads the table sees all rows or is refused. The table must have rows. Roles: their
-- names, separated by commas.

create or replace function tests.is_read_by(p_table regclass, p_roles text)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, extensions, pg_temp
as $$
declare
    v_roles constant text[] := array(
        select trim(r) from unnest(string_to_array(p_roles, ',')) as r order by 1
    );
    v_holders constant text := array_to_string(v_roles, ', ');
    v_before constant text := current_setting('role');
    v_role text;
    v_total bigint;
    v_count bigint;
    v_seen text[] := '{}';
    v_expected text[] := '{}';
begin
    execute format('select count(*) from %s', p_table) into v_total;
    return next policies_are(
        split_part(p_table::text, '.', 1)::name, split_part(p_table::text, '.', 2)::name,
        array[case
            when 'anon' = any(v_roles) then 'select_everyone_all'
            when 'authenticated' = any(v_roles) then 'select_members_all'
            else 'select_operators_all'
        end]::name[],
        format('%s has exactly this policy', p_table)
    );
    return next is(
        tests.grants_of(p_table), array['select to ' || v_holders],
        'these roles may read, and no role may write'
    );
    return next is(
        tests.reach_of(p_table), array['select all to ' || v_holders],
        'row-level security opens every row to these roles only, whatever is granted'
    );

    foreach v_role in array array[
        'anon', 'app_reader', 'app_worker', 'authenticated', 'service_role'
    ]
    loop
        v_expected := v_expected
            || format('%s: %s', v_role, case when v_role = any(v_roles) then v_total end);
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
    return next is(v_seen, v_expected, 'each role sees every row, or is refused');
    return next ok(v_total > 0, 'there were rows to see');
end;
$$;

-- tests.is_read_by: five assertions on a table that roles read whole (macro read_by),
-- and a sixth where service_role also updates some of its columns (p_updates).
--
-- The table has these policies only; these roles hold these grants only; row-level
-- security opens every row to them and none to others; each role that reads the table
-- sees all rows or is refused; the service role updates its columns in every row. The
-- table must have rows. Roles and columns: their names, separated by commas.

create or replace function tests.is_read_by(
    p_table regclass, p_roles text, p_updates text default null
)
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
    v_columns constant text := (
        select string_agg(trim(c), ', ' order by trim(c))
        from unnest(string_to_array(p_updates, ',')) as c
    );
    v_holders constant text := array_to_string(v_roles, ', ');
    v_select constant text := case
        when 'anon' = any(v_roles) then 'select_everyone_all'
        when 'authenticated' = any(v_roles) then 'select_members_all'
        when v_roles = '{service_role}' then 'select_service_all'
        else 'select_operators_all'
    end;
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
        array_remove(array[
            v_select, case when p_updates is not null then 'update_service_all' end
        ], null)::name[],
        format('%s has exactly these policies', p_table)
    );
    return next is(
        tests.grants_of(p_table),
        array_remove(array[
            'select to ' || v_holders, 'update (' || v_columns || ') to service_role'
        ], null),
        'these rights are granted, and no others'
    );
    return next is(
        tests.reach_of(p_table),
        array_remove(array[
            'select all to ' || v_holders,
            case when p_updates is not null then 'update all to service_role' end
        ], null),
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

    if p_updates is not null then
        perform set_config('role', 'tests_backend', true);
        execute format(
            'update %s set (%s) = row(%2$s) where true',
            p_table, v_columns
        );
        get diagnostics v_count = row_count;
        perform set_config('role', v_before, true);
        return next is(v_count, v_total, 'the service role updates every row');
    end if;
end;
$$;

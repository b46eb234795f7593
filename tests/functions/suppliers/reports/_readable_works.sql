-- Proves functions/suppliers/reports/_readable_works.sql.
begin;
select plan(8);

-- Given: ACME (sam) and BOLT work for the project of mia, CLIP for another one.
select tests.small_project();
create function pg_temp.ask(
    p_name text, p_role text, p_project_id bigint, p_supplier_id bigint default null
) returns text
    language plpgsql security definer as $$
begin
    perform set_config('request.jwt.claims', jsonb_build_object(
        'sub', tests.user(p_name), 'role', 'authenticated',
        'app_metadata', jsonb_build_object('roles', array[p_role])
    )::text, true);
    return (
        select string_agg(s.supplier_id::text, ' ' order by s.supplier_id)
        from suppliers.supplier_projects as s
        where s.id = any(suppliers._readable_works(p_project_id, p_supplier_id))
    );
exception
    when others then
        return sqlerrm;
end;
$$;

grant execute on all functions in schema pg_temp to authenticated;
set local role authenticated;
select is(
    pg_temp.ask('mia', 'project_manager', 2001), '3001 3002', 'a manager reads all'
);
select is(
    pg_temp.ask('bob', 'analyst', 2001, 3002), '3002', 'or one, so does an analyst'
);
select is(pg_temp.ask('sam', 'supplier', 2001), '3001', 'a supplier itself');
select is(
    pg_temp.ask('sam', 'supplier', 2001, 3002), 'suppliers.unknown_supplier',
    'another supplier does not exist for it'
);
select is(
    pg_temp.ask('sam', 'supplier', 2002), 'suppliers.unknown_project',
    'nor does another project'
);
select is(
    pg_temp.ask('noa', 'project_manager', 2001), 'suppliers.unknown_project',
    'nor for other managers'
);
select is(
    pg_temp.ask('bob', 'analyst', 9), 'suppliers.unknown_project',
    'a project must be there'
);
select is(
    pg_temp.ask('bob', 'analyst', 2001, 3003), 'suppliers.unknown_supplier',
    'and the supplier must work for it'
);

select * from finish();
rollback;

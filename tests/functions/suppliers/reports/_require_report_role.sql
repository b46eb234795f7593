-- Proves functions/suppliers/reports/_require_report_role.sql.
begin;
select plan(9);

-- Given: ACME works for the project of mia, CLIP for another one.
select tests.small_project();
create function pg_temp.ask(p_name text, p_role text, p_supplier_id bigint) returns text
    language plpgsql security definer as $$
begin
    perform set_config('request.jwt.claims', jsonb_build_object(
        'sub', tests.user(p_name), 'role', 'authenticated',
        'app_metadata', jsonb_build_object('roles', array[p_role])
    )::text, true);
    perform suppliers._require_report_role(p_supplier_id);
    return 'ok';
exception
    when others then
        return sqlerrm;
end;
$$;

grant execute on all functions in schema pg_temp to authenticated;
set local role authenticated;
select is(pg_temp.ask('bob', 'analyst', null), 'ok', 'an analyst sees all');
select is(pg_temp.ask('bob', 'analyst', 3003), 'ok', 'and each');
select is(
    pg_temp.ask('bob', 'analyst', 1), 'suppliers.unknown_supplier', 'that there is'
);
select is(pg_temp.ask('sam', 'supplier', 3001), 'ok', 'a supplier itself');
select is(
    pg_temp.ask('sam', 'supplier', 3002), 'suppliers.unknown_supplier', 'and no other'
);
select is(
    pg_temp.ask('mia', 'project_manager', 3002), 'ok', 'a manager their suppliers'
);
select is(
    pg_temp.ask('mia', 'project_manager', 3003), 'suppliers.unknown_supplier',
    'and no other'
);
select is(
    pg_temp.ask('sam', 'supplier', null), 'ok', 'all that there is for the caller'
);
select is(pg_temp.ask('sam', 'buyer', 3001), 'core.not_permitted', 'other roles none');

select * from finish();
rollback;

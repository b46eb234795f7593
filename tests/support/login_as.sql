-- tests.login_as: become one signed-in user for the rest of the transaction.

create or replace function tests.login_as(
    p_user_id uuid, variadic p_app_roles text[] default '{}'
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('role', 'authenticated', true);
    perform set_config('request.jwt.claims', jsonb_build_object(
        'sub', p_user_id,
        'role', 'authenticated',
        'app_metadata', jsonb_build_object('roles', p_app_roles)
    )::text, true);
end;
$$;

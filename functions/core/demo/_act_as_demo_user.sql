-- core._act_as_demo_user: let the demo's own user be the one who acts.

create or replace function core._act_as_demo_user()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select set_config(
        'request.jwt.claims',
        jsonb_build_object('sub', md5('demo')::uuid, 'role', 'authenticated')::text,
        true
    )
$$;

comment on function core._act_as_demo_user() is
    'Set the claims of the user that `rowhouse token --user demo` signs in.';

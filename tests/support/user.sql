-- tests.user: the uuid of a named test user, made on first use.

create or replace function tests.user(p_name text)
    returns uuid
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into auth.users (id, email)
    values (md5(p_name)::uuid, p_name || '@example.invalid')
    on conflict do nothing;

    select md5(p_name)::uuid;
$$;

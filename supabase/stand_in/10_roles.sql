-- The roles of a Supabase project. Cluster-wide, so each is created if missing.

do $$
declare
    v_role record;
begin
    for v_role in
        select *
        from (
            values
            ('anon', 'nologin inherit'),
            ('authenticated', 'nologin inherit'),
            ('service_role', 'nologin inherit bypassrls'),
            ('authenticator', 'login noinherit'),
            ('dashboard_user', 'nologin createrole createdb replication'),
            ('supabase_auth_admin', 'nologin noinherit createrole'),
            ('supabase_storage_admin', 'nologin noinherit createrole'),
            ('supabase_realtime_admin', 'nologin noinherit')
        ) as wanted (name, attributes)
        where not exists (
            select from pg_catalog.pg_roles as r
            where r.rolname = wanted.name
        )
    loop
        execute format('create role %I %s', v_role.name, v_role.attributes);
    end loop;

    -- The role that migrates: not a superuser, but it bypasses row-level security. On
    -- plain Postgres, where `postgres` is the superuser, it stays one.
    if not exists (select from pg_catalog.pg_roles where rolname = 'postgres') then
        create role postgres;
    end if;
    if exists (
        select from pg_catalog.pg_roles
        where rolname = 'postgres' and not rolsuper
    ) and (
        select rolsuper from pg_catalog.pg_roles where rolname = current_user
    ) then
        alter role postgres login inherit createrole createdb replication bypassrls;
        alter role postgres set search_path to "$user", public, extensions;
        grant anon, authenticated, service_role, authenticator,
            pg_monitor, pg_read_all_data, pg_signal_backend
            to postgres with admin option;
        -- From Postgres 16 on, a member needs the SET option explicitly.
        grant usage, create on schema public to postgres;
    end if;
end;
$$;

grant anon to authenticator;
grant authenticated to authenticator;
grant service_role to authenticator;

alter role anon set statement_timeout to '3s';
alter role authenticated set statement_timeout to '8s';
alter role authenticator set statement_timeout to '8s';
alter role authenticator set lock_timeout to '8s';
-- A date that is not ISO 8601 is refused: 04/01/2027 is one day in some countries, and
-- another in others.
alter role authenticator set datestyle to 'ISO, YMD';

-- The default privileges of a new project in `public`; functions through PUBLIC.
alter default privileges for role postgres in schema public
grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
revoke select, insert, update, delete on tables
from anon, authenticated, service_role;
grant usage on schema public to anon, authenticated, service_role;

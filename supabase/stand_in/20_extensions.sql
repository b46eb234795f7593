-- The schema of extensions, and the extensions of a new project if available.

create schema if not exists extensions;
grant usage on schema extensions to postgres, anon, authenticated, service_role;
grant create on schema extensions to postgres;

do $$
declare
    v_name text;
begin
    for v_name in
        select a.name
        from pg_catalog.pg_available_extensions as a
        where
            a.name in ('pgcrypto', 'uuid-ossp', 'pg_stat_statements')
            and a.installed_version is null
    loop
        execute format('create extension %I with schema extensions', v_name);
    end loop;
end;
$$;

-- Schemas, and what no role may do by default. Only `api` is exposed over HTTP.
-- depends: cluster/roles

-- PUBLIC may not use schema public, nor call what is made later, nor create temporary
-- objects: planted types and tables would come first wherever a search_path does not
-- name pg_temp. The owner keeps the right, since it loads through staging tables;
-- worker, monitoring and API roles do not need it. Dynamic, since the statement needs
-- the name of the current database. A copy or a restore of the database loses the
-- setting: glue.db.create_database sets it again.
--
-- Where others have tables already, all this is theirs and stays (core.adoptions). The
-- functions of a release are taken from PUBLIC one by one there.
do $$
begin
    if exists (
        select
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
        where
            c.relkind in ('r', 'p')
            and n.nspname !~ '^pg_'
            and n.nspname not in (
                'information_schema', 'auth', 'storage', 'realtime', 'relay', 'vault',
                'extensions', 'cron', 'net', 'pgbouncer', 'pgsodium', 'graphql',
                'graphql_public', 'supabase_functions', 'supabase_migrations',
                '_realtime', '_analytics', 'rowhouse'
            )
            and not exists (
                select from pg_catalog.pg_depend as d
                where
                    d.classid = 'pg_class'::regclass
                    and d.objid = c.oid
                    and d.deptype = 'e'
            )
    )
    then
        perform set_config('rowhouse.adopts', 'on', true);
        return;
    end if;

    revoke all on schema public from public;
    alter default privileges revoke execute on functions from public;
    execute format('revoke temporary on database %I from public', current_database());
end;
$$;

create schema if not exists api;
grant usage on schema api to anon, authenticated, service_role;
comment on schema api is
    'The exposed API: RPC wrappers and invoker views. No logic, no tables.';

create schema if not exists core;
grant usage on schema core to anon, authenticated, service_role, app_worker, app_reader;
comment on schema core is
    'The platform: settings, errors, time, roles, invariants. Not exposed.';

-- Schemas, and what no role may do by default. Only `api` is exposed over HTTP.
-- depends: cluster/roles

revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

-- PUBLIC may not create temporary objects: planted types and tables would come first
-- wherever a search_path does not name pg_temp. The owner keeps the right, since it
-- loads through staging tables; worker, monitoring and API roles do not need it.
-- Dynamic, since the statement needs the name of the current database. A copy or a
-- restore of the database loses the setting: glue.db.create_database sets it again.
do $$
begin
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

-- Schemas, and what no role may do by default. Only `api` is exposed over HTTP.
-- depends: cluster/roles

revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

-- Nor may PUBLIC make temporary objects: planted types and tables would come first
-- wherever a search_path does not name pg_temp. The owner loads through staging
-- tables and keeps it; worker, monitoring and API roles need none. Dynamic, since a
-- statement can not say "this database". A copy or a restore of the database does not
-- carry it: glue.db.create_database does.
do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
end;
$$;

create schema if not exists api;
grant usage on schema api to anon, authenticated, service_role;
comment on schema api is
    'What callers may see: RPC wrappers and invoker views. No logic, no table.';

create schema if not exists core;
grant usage on schema core to anon, authenticated, service_role, app_worker, app_reader;
comment on schema core is
    'The shared wall: settings, errors, time, roles, invariants. Not exposed.';

create schema if not exists master;
grant usage on schema master to authenticated, service_role, app_reader;
comment on schema master is
    'Master data: places, categories, brands, store classes. Not exposed.';

create schema if not exists filters;
grant usage on schema filters
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema filters is
    'Retail transactions, filter dimensions and their values. Not exposed.';

create schema if not exists filters_compiled;
comment on schema filters_compiled is
    'Trigger functions that filters writes from its registry. Nobody but triggers.';

create schema if not exists reading;
grant usage on schema reading to authenticated, service_role, app_reader;
comment on schema reading is
    'Series and reading progress on many devices. Not exposed.';

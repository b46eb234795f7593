-- filters._is_protected: whether only the owner may open a table to dimensions.
--
-- Row-level security means that a role may see only some rows, so a table under it is
-- guarded. So are all tables in schemas of the modules and of the platform, and tables
-- of another owner, even if the owner of this schema is a superuser.

create or replace function filters._is_protected(p_table regclass)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        c.relrowsecurity
        or c.relowner <> (
            select o.relowner from pg_catalog.pg_class as o
            where o.oid = 'filters.allowed_sources'::regclass
        )
        or n.nspname in (
            'api', 'filters_compiled', 'rowhouse', 'auth', 'storage', 'vault',
            'realtime', 'relay', 'extensions', 'cron', 'net', 'pgsodium', 'graphql',
            'graphql_public', 'supabase_functions', 'supabase_migrations'
        )
        or n.nspname in (
            select split_part(e.key, '.', 1) from core.error_codes as e
        )
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where c.oid = p_table
$$;

comment on function filters._is_protected(regclass) is
    'True under row-level security, in a module or platform schema, or if not owned.';

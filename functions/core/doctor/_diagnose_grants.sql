-- core._diagnose_grants: what the API roles reach without a grant or policy of ours.
--
-- Also where PostgREST does not serve the schema: GraphQL, a changed setting or an
-- invoker function may lead there. Schemas of the server, of Supabase and of extensions
-- are left out. A view reads its tables as its owner, past their row-level security,
-- unless it has security_invoker.

create or replace function core._diagnose_grants()
    returns table (code text, severity text, what text, why text, remedy text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with modules as (
        select distinct split_part(e.key, '.', 1) as name
        from core.error_codes as e
    ),

    callers as (
        select
            r.oid,
            r.rolname
        from pg_catalog.pg_roles as r
        where r.rolname in ('anon', 'authenticated')
    ),

    schemas as (
        select
            n.oid,
            n.nspname
        from pg_catalog.pg_namespace as n
        where
            n.nspname !~ '^pg_'
            and n.nspname not in (
                'information_schema', 'auth', 'cron', 'extensions', 'graphql',
                'graphql_public', 'net', 'pgbouncer', 'realtime', 'relay', 'storage',
                'supabase_functions', 'supabase_migrations', 'tests', 'vault'
            )
    )

    select
        'schema_open' as code,
        'warning' as severity,
        format('Role %s may use schema %s.', c.rolname, s.nspname) as what,
        'It belongs to no module of this release.' as why,
        format('revoke usage on schema %I from %I, public', s.nspname, c.rolname)
            as remedy
    from schemas as s
    inner join callers as c on has_schema_privilege(c.oid, s.oid, 'usage')
    where
        s.nspname not in ('api', 'public')
        and not exists (select from modules as m where m.name = s.nspname)

    union all

    select
        'schema_writable',
        'error',
        format('Role %s may create objects in schema %s.', c.rolname, s.nspname),
        'What it creates there comes first where a search_path names the schema.',
        format('revoke create on schema %I from %I, public', s.nspname, c.rolname)
    from schemas as s
    inner join callers as c on has_schema_privilege(c.oid, s.oid, 'create')

    union all

    select
        'table_open',
        'error',
        format('Role %s reaches %I.%I.', c.rolname, s.nspname, t.relname),
        case
            when t.relkind = 'v'
                then 'It reads as its owner, past the row-level security of its tables.'
            else 'It has no row-level security: every row is open.'
        end,
        format(
            case
                when t.relkind in ('r', 'p')
                    then 'alter table %I.%I enable row level security'
                when t.relkind = 'v'
                    then 'alter view %I.%I set (security_invoker = true)'
                else 'revoke all on %I.%I from anon, authenticated, public'
            end,
            s.nspname, t.relname
        )
    from schemas as s
    inner join callers as c on has_schema_privilege(c.oid, s.oid, 'usage')
    inner join pg_catalog.pg_class as t on s.oid = t.relnamespace
    where
        t.relkind in ('r', 'p', 'm', 'f', 'v')
        and not t.relrowsecurity
        and (
            has_table_privilege(c.oid, t.oid, 'select, insert, update, delete')
            or has_any_column_privilege(c.oid, t.oid, 'select, insert, update')
        )
        and not exists (
            select
            from pg_catalog.pg_options_to_table(t.reloptions) as o
            where o.option_name = 'security_invoker' and o.option_value::boolean
        )
        and not exists (
            select
            from pg_catalog.pg_depend as d
            where
                d.classid = 'pg_class'::regclass
                and d.objid = t.oid
                and d.deptype = 'e'
        )

    union all

    select
        'function_open',
        'error',
        format('Every role may call %s, which runs as its owner.', p.oid::regprocedure),
        'It was granted to PUBLIC, which is every role, also anon.',
        format('revoke execute on function %s from public', p.oid::regprocedure)
    from schemas as s
    inner join pg_catalog.pg_proc as p on s.oid = p.pronamespace
    where
        p.prosecdef
        and exists (
            select from callers as c
            where has_schema_privilege(c.oid, s.oid, 'usage')
        )
        and exists (
            select
            from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
            where a.grantee = 0
        )
        and not exists (
            select
            from pg_catalog.pg_depend as d
            where
                d.classid = 'pg_proc'::regclass
                and d.objid = p.oid
                and d.deptype = 'e'
        )
$$;

grant execute on function core._diagnose_grants()
to service_role, app_worker, app_reader;

comment on function core._diagnose_grants() is
    'Schemas, tables and functions that API roles reach without a rule of ours.';

-- The tables of others, and which of them the platform can be attached to.
select
    format('%I.%I', n.nspname, c.relname) as "table",
    nullif(c.reltuples, -1)::bigint as rows,
    c.relrowsecurity as row_security,
    case
        when c.relispartition then format('it is a partition of %s', pg_partition_root(c.oid))
        when c.relkind = 'f' then 'it is a foreign table'
        when n.nspname = any (current_setting('rowhouse.modules')::text[])
            then 'its schema has the name of a module of Rowhouse'
        when c.relkind = 'r' and exists (
            select from pg_catalog.pg_inherits as i where c.oid in (i.inhrelid, i.inhparent)
        ) then 'it inherits, or is inherited from'
        when not pg_has_role(c.relowner, 'usage')
            then format('it belongs to %s', pg_get_userbyid(c.relowner))
        when not pg_has_role(c.relowner, current_user::regrole, 'usage')
            then format('it belongs to %s: adopt as that role', pg_get_userbyid(c.relowner))
        when n.nspname || c.relname ~ '[.[:cntrl:]]'
            then 'its name has a point or a control character'
        when not exists (
            select from pg_catalog.pg_index as i where i.indrelid = c.oid and i.indisprimary
        ) then 'without a primary key: retention and validation only'
        else ''
    end as obstacle
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where
    c.relkind in ('r', 'p', 'f')
    and n.nspname !~ '^pg_'
    and n.nspname not in (
        'information_schema', 'auth', 'storage', 'realtime', 'relay', 'vault', 'extensions',
        'cron', 'net', 'pgbouncer', 'pgsodium', 'graphql', 'graphql_public',
        'supabase_functions', 'supabase_migrations', '_realtime', '_analytics'
    )
    and n.nspname <> all (current_setting('rowhouse.ours')::text[])
    and not exists (
        select from pg_catalog.pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    )
order by 1

-- What stands in the way of installing core here, and what helps.
select n.need, n.remedy
from (
    values
    (
        current_setting('server_version_num')::integer < 150000,
        format('Postgres 15 or newer, not %s', current_setting('server_version')),
        'Upgrade the server first.'
    ),
    (
        not has_database_privilege(current_database(), 'create'),
        format('the right of %I to create schemas', current_user),
        'Connect as the owner of the database: on Supabase, postgres.'
    ),
    (
        not (select r.rolcreaterole or r.rolsuper from pg_catalog.pg_roles as r
            where r.rolname = current_user)
        and (to_regrole('app_worker') is null or to_regrole('app_reader') is null),
        format('the right of %I to create roles', current_user),
        format('alter role %I createrole', current_user)
    ),
    (
        to_regclass('realtime.messages') is not null
        and current_setting('supautils.policy_grants', true) is null
        and not coalesce(
            (
                select pg_has_role(c.relowner, 'usage')
                from pg_catalog.pg_class as c
                where c.oid = to_regclass('realtime.messages')
            ),
            false
        ),
        format('the right of %I to make a policy on realtime.messages', current_user),
        format('As a superuser: grant supabase_realtime_admin to %I', current_user)
    )
) as n (is_missing, need, remedy)
where n.is_missing

union all

select
    format(
        case count(*)
            when 1 then 'the schema %s, which exists already'
            else 'the schemas %s, which exist already'
        end,
        string_agg(format('%I', s.nspname), ', ' order by s.nspname)
    ),
    case
        when to_regprocedure('core.leave_database()') is null
            then 'Rename yours: Rowhouse keeps all that it makes in schemas of these names.'
        else
            'If a release made it by `supabase db push`, go on with that alone'
            ' (docs/migrate.md#supabase-and-other-servers).'
    end
from pg_catalog.pg_namespace as s
where
    s.nspname = any (current_setting('rowhouse.wanted')::text[])
    and to_regclass('rowhouse.releases') is null
having count(*) > 0

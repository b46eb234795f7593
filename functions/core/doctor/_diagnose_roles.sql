-- core._diagnose_roles: what the roles of requests and of the worker may do too much.
--
-- Roles belong to the cluster: a dump does not contain them, and drift does not compare
-- them. From Postgres 16 on each membership says whether it is inherited; before, the
-- role does.

create or replace function core._diagnose_roles()
    returns table (code text, severity text, what text, why text, remedy text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with wanted as (
        select w.*
        from (
            values
            ('anon', false, 'rowhouse db prepare --yes'),
            ('authenticated', false, 'rowhouse db prepare --yes'),
            ('service_role', false, 'rowhouse db prepare --yes'),
            ('authenticator', true, 'rowhouse db prepare --yes'),
            ('app_worker', true, 'create role app_worker login noinherit'),
            ('app_reader', false, 'create role app_reader nologin')
        ) as w (name, has_login, remedy)
    ),

    found as (
        select
            r.*,
            w.has_login
        from wanted as w
        inner join pg_catalog.pg_roles as r on w.name = r.rolname
    ),

    owners as (
        select r.*
        from pg_catalog.pg_namespace as n
        inner join pg_catalog.pg_roles as r on n.nspowner = r.oid
        where n.nspname = 'core'
    )

    select
        'role_missing' as code,
        'error' as severity,
        format('There is no role %s.', w.name) as what,
        'Requests, the worker or monitoring cannot work without it.' as why,
        w.remedy
    from wanted as w
    where not exists (select from found as f where f.rolname = w.name)

    union all

    select
        'role_too_strong',
        'error',
        format('Role %s is %s.', f.rolname, a.attribute),
        'Row-level security, grants or other databases do not stop it.',
        format('alter role %I no%s', f.rolname, a.attribute)
    from found as f
    cross join lateral (
        values
        ('superuser', f.rolsuper),
        ('createrole', f.rolcreaterole),
        ('createdb', f.rolcreatedb),
        ('replication', f.rolreplication),
        ('bypassrls', f.rolbypassrls and f.rolname <> 'service_role')
    ) as a (attribute, is_set)
    where a.is_set

    union all

    select
        'role_logs_in',
        'error',
        format('Role %s can log in.', f.rolname),
        'A session that skips the API can claim to be any user.',
        format('alter role %I nologin', f.rolname)
    from found as f
    where f.rolcanlogin and not f.has_login

    union all

    select
        'role_cannot_log_in',
        'error',
        format('Role %s cannot log in.', f.rolname),
        'PostgREST, or the worker, cannot connect.',
        format('alter role %I login', f.rolname)
    from found as f
    where f.has_login and not f.rolcanlogin

    union all

    select
        'role_inherits',
        'error',
        format('Role %s inherits.', f.rolname),
        'A session has the rights of roles that it may take, without taking them.',
        i.remedy
    from found as f
    cross join lateral (
        select format('alter role %I noinherit', f.rolname) as remedy
        where
            f.rolinherit
            and current_setting('server_version_num')::integer < 160000

        union all

        select format(
            'grant %I to %I with inherit false granted by %I',
            g.rolname, f.rolname, pg_get_userbyid(m.grantor)
        )
        from pg_catalog.pg_auth_members as m
        inner join pg_catalog.pg_roles as g on m.roleid = g.oid
        where m.member = f.oid and (to_jsonb(m) ->> 'inherit_option')::boolean
    ) as i
    where f.has_login

    union all

    select
        'role_becomes_owner',
        'error',
        format('Role %s can become %s.', f.rolname, o.rolname),
        'The owner reads and writes everything.',
        format('revoke %I from %I', o.rolname, f.rolname)
    from found as f
    cross join owners as o
    where not f.rolsuper and pg_has_role(f.oid, o.oid, 'member')

    union all

    select
        'role_too_strong',
        'error',
        format('Role %s can become %s.', f.rolname, g.rolname),
        'It reaches the files or every row of the server.',
        format('revoke %I from %I', g.rolname, f.rolname)
    from found as f
    inner join pg_catalog.pg_roles as g
        on
            g.rolname in (
                'pg_execute_server_program', 'pg_read_all_data',
                'pg_read_server_files', 'pg_write_all_data', 'pg_write_server_files'
            )
            or g.rolsuper and g.oid not in (select o.oid from owners as o)
    where
        not f.rolsuper
        and f.oid <> g.oid
        and pg_has_role(f.oid, g.oid, 'member')

    union all

    select
        'role_not_granted',
        'error',
        format('authenticator cannot become %s.', f.rolname),
        'PostgREST answers no request of that role.',
        format('grant %I to authenticator', f.rolname)
    from found as f
    inner join found as a on a.rolname = 'authenticator'
    where
        f.rolname in ('anon', 'authenticated', 'service_role')
        and not pg_has_role(a.oid, f.oid, 'member')

    union all

    select
        'role_without_timeout',
        'warning',
        format('Role %s has no statement_timeout.', f.rolname),
        'One request may occupy a connection for ever.',
        format('alter role %I set statement_timeout = ''8s''', f.rolname)
    from found as f
    where
        f.rolname in ('anon', 'authenticated')
        and not exists (
            select
            from pg_catalog.pg_db_role_setting as s
            cross join unnest(s.setconfig) as c (setting)
            where
                s.setrole = f.oid
                and c.setting ~ '^statement_timeout=[1-9]'
        )

    union all

    select
        'owner_is_superuser',
        'warning',
        format('The owner, %s, is a superuser.', o.rolname),
        'Definer functions run with all rights of the server.',
        'Migrate as a role that is not a superuser: see docs/deploy.md.'
    from owners as o
    where o.rolsuper

    union all

    select
        'schema_api_closed',
        'error',
        format('Role %s has no usage on schema api.', f.rolname),
        'Each of its requests is refused.',
        format('grant usage on schema api to %I', f.rolname)
    from found as f
    where
        f.rolname in ('anon', 'authenticated', 'service_role')
        and not has_schema_privilege(f.oid, 'api', 'usage')
$$;

grant execute on function core._diagnose_roles()
to service_role, app_worker, app_reader;

comment on function core._diagnose_roles() is
    'Roles that are missing, too strong, or cannot do their work.';

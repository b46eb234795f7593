-- core._diagnose_server: what is wrong with the server and its extensions.

create or replace function core._diagnose_server()
    returns table (code text, severity text, what text, why text, remedy text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.code, f.severity, f.what, f.why, f.remedy
    from (
        values
        (
            current_setting('server_version_num')::integer < 150000,
            'postgres_too_old', 'error',
            format('Postgres is %s.', current_setting('server_version')),
            'Rowhouse needs 15 or newer.',
            'Upgrade the server: pg_upgrade, or a backup restored on a newer one.'
        ),
        (
            current_setting('server_version_num')::integer >= 190000,
            'postgres_untested', 'warning',
            format('Postgres is %s.', current_setting('server_version')),
            'Rowhouse is tested on 15 to 18.',
            'make test'
        ),
        (
            current_setting('server_encoding') <> 'UTF8',
            'not_utf8', 'error',
            format('The database is in %s.', current_setting('server_encoding')),
            'Texts of users do not fit, and lengths count other characters.',
            'Make a new one: create database … encoding ''UTF8'' template template0'
        ),
        (
            pg_is_in_recovery(),
            'read_only', 'error',
            'The server is a replica.',
            'Nothing can be written here.',
            'Set DATABASE_URL to the primary, or promote this one: select pg_promote()'
        ),
        (
            core.now() <> now(),
            'test_clock', 'error',
            format('The clock of the tests is set: it is %s.', core.now()),
            'Rules, leases and tokens follow that time instead of the real one.',
            format('alter database %I reset rowhouse.clock', current_database())
        ),
        (
            exists (
                select
                from pg_catalog.pg_settings as s
                where
                    s.name = 'shared_preload_libraries'
                    and s.setting ~ 'pg_stat_statements'
            )
            and not exists (
                select
                from pg_catalog.pg_extension as e
                where e.extname = 'pg_stat_statements'
            ),
            'statements_not_created', 'warning',
            'The extension pg_stat_statements is loaded, but not created.',
            'Slow statements and latencies by RPC are not known.',
            'create extension pg_stat_statements'
        )
    ) as f (is_wrong, code, severity, what, why, remedy)
    where f.is_wrong

    union all

    select
        'extension_outdated',
        'warning',
        format('Extension %s is %s.', x.name, x.installed_version),
        format('The server brings %s.', x.default_version),
        format('alter extension %I update', x.name)
    from pg_catalog.pg_available_extensions as x
    where x.installed_version <> x.default_version

    union all

    select
        'database_left',
        'warning',
        format('Database %s is of a command that was killed.', d.datname),
        'It may be a copy of this one, with all of its rows.',
        format('drop database %I', d.datname)
    from pg_catalog.pg_database as d
    where
        d.datname ~ '^rowhouse_([a-z]+_[0-9a-f]{8}|restoring|replaced)$'
        and not exists (
            select from pg_catalog.pg_stat_activity as s
            where s.datname = d.datname
        )
        -- A restore has no session there between two of its steps.
        and (
            d.datname !~ '^rowhouse_(restoring|replaced)$'
            or not exists (
                select from pg_catalog.pg_locks as l
                where
                    l.locktype = 'advisory'
                    and l.objsubid = 1
                    and (l.classid::bigint << 32) | l.objid::bigint
                    = hashtext('rowhouse.restore')
            )
        )
$$;

grant execute on function core._diagnose_server()
to service_role, app_worker, app_reader;

comment on function core._diagnose_server() is
    'Version, encoding, recovery, test clock, extensions, databases that were left.';

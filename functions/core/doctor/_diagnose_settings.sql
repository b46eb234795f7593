-- core._diagnose_settings: which settings of the server lose data or hide facts.
--
-- A setting is judged as it is in this session, which is how a new one begins. The
-- remedy changes it where it comes from: one of the database or the role outdoes the
-- server's.

create or replace function core._diagnose_settings()
    returns table (code text, severity text, what text, why text, remedy text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        'setting_' || f.name,
        f.severity,
        format('%s is %s.', f.name, quote_literal(s.setting)),
        f.why,
        case
            when s.source = 'user'
                then format('alter role %I reset %s', session_user, f.name)
            when s.source = 'database user'
                then format(
                    'alter role %I in database %I reset %s',
                    session_user, current_database(), f.name
                )
            when f.is_of_database or s.source = 'database'
                then format(
                    'alter database %I set %s = %s', current_database(), f.name, v.value
                )
            else format(
                'alter system set %s = %s, as a superuser; then %s',
                f.name,
                v.value,
                case s.context
                    when 'postmaster' then 'restart the server'
                    else 'select pg_reload_conf()'
                end
            )
        end
    from (
        values
        (
            'fsync', 'error', 'on', '^on$', false,
            'A crash of the machine can destroy the whole cluster.'
        ),
        (
            'full_page_writes', 'error', 'on', '^on$', false,
            'A crash of the machine can leave torn pages, which nothing repairs.'
        ),
        (
            'autovacuum', 'error', 'on', '^on$', false,
            'Dead rows stay, and transaction ids run out.'
        ),
        (
            'track_counts', 'error', 'on', '^on$', false,
            'Autovacuum does not know where to work.'
        ),
        (
            'row_security', 'error', 'on', '^on$', true,
            'A query that a policy would filter fails instead.'
        ),
        (
            'session_replication_role', 'error', 'origin', '^origin$', true,
            'Triggers do not fire: no audit, no events, no checks.'
        ),
        (
            'default_transaction_read_only', 'error', 'off', '^off$', true,
            'Nothing can be written.'
        ),
        (
            'synchronous_commit', 'warning', 'on',
            '^(on|local|remote_write|remote_apply)$', false,
            'A crash loses transactions that were answered as committed.'
        ),
        (
            'wal_level', 'warning', 'replica', '^(replica|logical)$', false,
            'No replica, and no recovery to a point in time.'
        ),
        (
            'track_activities', 'warning', 'on', '^on$', false,
            'What sessions do is not known: rowhouse top shows nothing of it.'
        ),
        (
            'shared_preload_libraries', 'warning', 'pg_stat_statements',
            'pg_stat_statements', false,
            'Slow statements and latencies by RPC are not known.'
        ),
        (
            'timezone', 'warning', 'UTC', '^(Etc/)?(UTC|UCT|GMT|Universal|Zulu)$', true,
            'Partitions and schedules count days in UTC; sessions show other ones.'
        ),
        (
            'max_connections', 'warning', '100', '^([3-9][0-9]|[0-9]{3,})$', false,
            'API, worker and relay together need about twenty.'
        ),
        (
            'password_encryption', 'warning', 'scram-sha-256', '^scram-sha-256$', false,
            'New passwords are kept as MD5 hashes, which are as good as the password.'
        )
    ) as f (name, severity, wanted, is_right, is_of_database, why)
    inner join pg_catalog.pg_settings as s on f.name = lower(s.name)
    -- A list of libraries gets one more, each quoted: a quoted list would be one name.
    cross join lateral (
        select string_agg(quote_literal(btrim(l.name, ' "')), ', ' order by l.place)
            as value
        from string_to_table(
            case f.name
                when 'shared_preload_libraries' then s.setting || ',' || f.wanted
                else f.wanted
            end,
            ','
        ) with ordinality as l (name, place)
        where btrim(l.name, ' "') <> ''
    ) as v
    where s.setting !~ f.is_right
$$;

grant execute on function core._diagnose_settings()
to service_role, app_worker, app_reader;

comment on function core._diagnose_settings() is
    'Settings that risk data, hide facts or stop writes; each with its remedy.';

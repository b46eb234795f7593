-- core.replica_lag: how far this server is behind its primary.
--
-- The time of the last transaction that was replayed says nothing while the primary is
-- idle. So a replica that has replayed all that it was sent, and is connected, is not
-- behind. The clock is the server's: the tests' one is moved on the primary only.

create or replace function core.replica_lag()
    returns numeric
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when not pg_is_in_recovery() then null
        when
            pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
            and exists (select from pg_catalog.pg_stat_get_wal_receiver() where pid > 0)
            then 0
        else greatest(
            round(
                extract(
                    epoch from clock_timestamp() - coalesce(
                        pg_last_xact_replay_timestamp(), pg_postmaster_start_time()
                    )
                ),
                1
            ),
            0
        )
    end
$$;

grant execute on function core.replica_lag() to service_role, app_worker, app_reader;

comment on function core.replica_lag() is
$$The age of what this replica shows, at most; null on a primary.

Units: seconds.
$$;

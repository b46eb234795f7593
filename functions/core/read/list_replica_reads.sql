-- core.list_replica_reads: the RPCs of schema api that a replica may answer.
--
-- Each module names its own in a setting <module>.replica_reads: an answer from there
-- may be older than the caller's last write, which not every list bears. The catalog
-- has the last word: a volatile function may write (a limit, a log, a cache), and a
-- replica refuses that. Definer: callers may not read settings of all modules.

create or replace function core.list_replica_reads()
    returns setof text
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select p.proname::text
    from pg_catalog.pg_proc as p
    where
        p.pronamespace = 'api'::regnamespace
        and p.prokind = 'f'
        and p.proname in (
            select n.name
            from core.settings as s
            cross join lateral jsonb_array_elements_text(
                coalesce(s.value, s.default_value)
            ) as n (name)
            where s.name like '%.replica\_reads'
        )
    group by p.proname
    having bool_and(p.provolatile <> 'v')
    order by 1
$$;

grant execute on function core.list_replica_reads() to service_role, app_worker;

comment on function core.list_replica_reads() is
$$The names in the settings <module>.replica_reads that are read-only RPCs.

The gateway sends them to DATABASE_URL_READ.
$$;

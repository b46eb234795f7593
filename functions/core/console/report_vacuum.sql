-- core.report_vacuum: what keeps dead rows, and the tables that have most of them.
--
-- Vacuum removes no row that the oldest snapshot or transaction may still need: that of
-- a session, a prepared transaction or a replication slot. Sessions of other databases
-- hold nothing back here. All of it is read from statistics, no table is: the functions
-- that measure one wait for a lock that VACUUM FULL or ALTER TABLE holds. Definer: the
-- statistics of other roles need pg_read_all_stats.

create or replace function core.report_vacuum(p_page_size integer default 20)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_holders jsonb;
    v_tables jsonb;
begin
    perform core.require_role('admin');
    v_page := core.read_page('core.report_vacuum', null, p_page_size);

    select jsonb_agg(
        jsonb_build_object('holder', h.holder, 'what', h.what, 'age', h.age)
        order by h.age desc, h.what
    )
    into v_holders
    from (
        (
            select
                'session' as holder,
                concat_ws(' ', a.pid, a.usename, a.state) as what,
                greatest(age(a.backend_xmin), age(a.backend_xid)) as age
            from pg_catalog.pg_stat_activity as a
            where
                (a.backend_xmin is not null or a.backend_xid is not null)
                and a.pid <> pg_backend_pid()
                and (a.datname = current_database() or a.datname is null)
        )
        union all
        (
            select 'prepared', p.gid, age(p.transaction)
            from pg_catalog.pg_prepared_xacts as p
            where p.database = current_database()
        )
        union all
        (
            select 'slot', s.slot_name::text, greatest(age(s.xmin), age(s.catalog_xmin))
            from pg_catalog.pg_replication_slots as s
            where s.xmin is not null or s.catalog_xmin is not null
        )
        order by 3 desc
        limit 10
    ) as h;

    select jsonb_agg(
        jsonb_build_object(
            'table', format('%s.%s', t.schemaname, t.relname),
            'live_rows', t.n_live_tup,
            'dead_rows', t.n_dead_tup,
            'dead_ratio', round(
                t.n_dead_tup::numeric / nullif(t.n_live_tup + t.n_dead_tup, 0), 4
            ),
            'bytes', t.bytes,
            'vacuumed_at', greatest(t.last_vacuum, t.last_autovacuum),
            'analyzed_at', greatest(t.last_analyze, t.last_autoanalyze)
        )
        order by t.n_dead_tup desc, t.relid
    )
    into v_tables
    from (
        select
            s.*,
            -- Of the table, what is stored beside it, and the indexes of both.
            current_setting('block_size')::bigint * (
                select sum(greatest(c.relpages, 0))
                from (
                    select k.oid
                    union all
                    select k.reltoastrelid
                    union all
                    select i.indexrelid
                    from pg_catalog.pg_index as i
                    where i.indrelid in (k.oid, k.reltoastrelid)
                ) as p (relid)
                inner join pg_catalog.pg_class as c on p.relid = c.oid
            ) as bytes
        from pg_catalog.pg_stat_user_tables as s
        inner join pg_catalog.pg_class as k on s.relid = k.oid
        order by s.n_dead_tup desc, s.relid
        limit v_page.size
    ) as t;

    return jsonb_build_object(
        'oldest_age', coalesce((v_holders #>> '{0,age}')::bigint, 0),
        'holders', coalesce(v_holders, '[]'),
        'freeze_age', (
            select age(d.datfrozenxid)
            from pg_catalog.pg_database as d
            where d.datname = current_database()
        ),
        'tables', coalesce(v_tables, '[]')
    );
end;
$$;

grant execute on function core.report_vacuum(integer) to authenticated, service_role;

comment on function core.report_vacuum(integer) is
$$Who holds the oldest snapshot, and the tables with most dead rows; for app role admin.

Vacuum keeps every row that the oldest snapshot may see. freeze_age is how far the
database is from its last freeze. The numbers of rows are estimates of the server;
bytes, with indexes, are those of the last vacuum or analyze.
Returns: {oldest_age: bigint, holders: [{holder: "session" | "prepared" | "slot", what:
text, age: bigint}], freeze_age: bigint, tables: [{table: text, live_rows: bigint,
dead_rows: bigint, dead_ratio: numeric | null, bytes: bigint, vacuumed_at: timestamptz |
null, analyzed_at: timestamptz | null}]}
Units: ages are transactions; dead_ratio from 0 to 1; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Example: {"page_size": 10}
Budget: 200 ms.
$$;

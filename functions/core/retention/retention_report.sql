-- core.retention_report: every table with retention, its holds and its last run.

create or replace function core.retention_report()
    returns table (
    table_name text,
    method text,
    keep interval,
    holds text[],
    last_run_at timestamptz,
    last_outcome text,
    last_rows bigint,
    last_partitions text[],
    last_detail text
)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with tables as (
        select p.table_name, p.method, p.keep
        from core.retention_policies as p

        union all

        -- Tables that have only partitions use the interval of their row there.
        select t.table_name, 'partition', t.keep
        from core.partitioned_tables as t
        where
            t.keep is not null
            and not exists (
                select from core.retention_policies as p
                where p.table_name = t.table_name
            )
    )

    select
        t.table_name,
        t.method,
        t.keep,
        array(
            select h.reason
            from core._list_legal_holds(t.table_name) as h
            order by h.id
        ),
        r.ran_at,
        r.outcome,
        r.rows,
        r.partitions,
        r.detail
    from tables as t
    left join lateral (
        select n.*
        from core.retention_runs as n
        where n.table_name = t.table_name and not n.is_dry_run
        order by n.id desc
        limit 1
    ) as r on true
    order by t.table_name
$$;

grant execute on function core.retention_report()
to service_role, app_reader;

comment on function core.retention_report() is
$$Per table: how long rows are kept, the holds in force, and the last run.
$$;

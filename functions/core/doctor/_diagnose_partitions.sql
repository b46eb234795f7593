-- core._diagnose_partitions: tables whose rows of now or tomorrow have no partition.
--
-- A row without a partition lands in the default one, or is refused.

create or replace function core._diagnose_partitions()
    returns table (code text, severity text, what text, why text, remedy text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        'partition_missing',
        'error',
        format(
            '%s has no partition for %s.',
            t.table_name,
            to_char(n.at at time zone 'UTC', 'YYYY-MM-DD')
        ),
        'Rows of that time land in the default partition, or are refused.',
        'select * from core.maintain_partitions()'
    from core.partitioned_tables as t
    cross join lateral (
        values (core.now()), (core.now() + interval '1 day')
    ) as n (at)
    where
        to_regclass(t.table_name) is not null
        and not exists (
            select
            from core._partition_bounds(to_regclass(t.table_name)) as b
            where b.from_at <= n.at and b.until_at > n.at
        )
$$;

grant execute on function core._diagnose_partitions()
to service_role, app_worker, app_reader;

comment on function core._diagnose_partitions() is
    'Partitioned tables without a partition for today or for tomorrow.';

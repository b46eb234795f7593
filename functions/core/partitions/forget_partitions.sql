-- core.forget_partitions: maintain a table no longer.

create or replace function core.forget_partitions(p_table_name text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    delete from core.partitioned_tables where table_name = p_table_name
$$;

comment on function core.forget_partitions(text) is
    'For a table that is partitioned no more, after core.register_partitions.';

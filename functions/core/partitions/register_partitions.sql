-- core.register_partitions: let core.maintain_partitions maintain a table.
--
-- For tables that an installation partitions itself; a release seeds its own.

create or replace function core.register_partitions(
    p_table_name text,
    p_every interval,
    p_ahead integer,
    p_before_drop text default null
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into core.partitioned_tables (table_name, every, ahead, before_drop)
    values (p_table_name, p_every, p_ahead, p_before_drop)
    on conflict (table_name) do update
    set
        every = excluded.every,
        ahead = excluded.ahead,
        before_drop = excluded.before_drop
$$;

comment on function core.register_partitions(text, interval, integer, text) is
    'New partitions are made from then on; old ones go only when keep is set.';

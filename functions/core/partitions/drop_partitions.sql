-- core.drop_partitions: drop the old partitions of a table.
--
-- A drop takes ACCESS EXCLUSIVE on the table for a moment and leaves no dead rows. If
-- the lock is not granted within 2 s, it fails, and the next call tries again. One call
-- is one transaction. The `before_drop` function of the registered table runs first,
-- while the rows still exist. The default partition is never dropped.

create or replace function core.drop_partitions(
    p_table regclass,
    p_before timestamptz
)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
as $$
declare
    v_partition regclass;
    v_name text;
    v_before_drop text;
begin
    select t.before_drop
    into v_before_drop
    from core.partitioned_tables as t
    where to_regclass(t.table_name) = p_table;

    for v_partition in
        select b.partition
        from core._partition_bounds(p_table) as b
        where b.until_at <= p_before
        order by b.until_at
    loop
        v_name := v_partition::text;
        if v_before_drop is not null then
            execute format(
                'select %I.%I($1)',
                split_part(v_before_drop, '.', 1), split_part(v_before_drop, '.', 2)
            )
            using v_partition;
        end if;
        execute format('drop table %s', v_name);
        return next v_name;
    end loop;
end;
$$;

comment on function core.drop_partitions(regclass, timestamptz) is
$$Drop every partition that ends at or before this time; returns their names.

Only the table's owner may call it. Errors: 55P03 if a lock is not granted within 2 s.
$$;

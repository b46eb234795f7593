-- filters.refuse_drop: refuse to drop a month that has lines.
--
-- core.drop_partitions calls it first. A dropped partition fires no trigger, so its
-- lines would stay in the counts; filters.retire_lines deletes them before. The lock
-- keeps a late line from coming between this look and the drop.

create or replace function filters.refuse_drop(p_partition regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '200ms'
as $$
declare
    v_has_lines boolean;
begin
    lock table filters.transactions in access exclusive mode;
    execute format('select exists (select from %s)', p_partition) into v_has_lines;
    if v_has_lines then
        perform core.raise_error(
            'filters.month_has_lines', format('%s has lines.', p_partition)
        );
    end if;
end;
$$;

comment on function filters.refuse_drop(regclass) is
$$Before the drop of a month.

Errors: PT409 filters.month_has_lines; 55P03 if the lock is not granted in 0.2 s.
$$;

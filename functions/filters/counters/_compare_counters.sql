-- filters._compare_counters: the values whose counters differ from their source.
--
-- One statement reads counts, deltas and source from one snapshot, so writers can go
-- on. Definer: an operator may call it without a right to read the source.

create or replace function filters._compare_counters(p_dimension text)
    returns table (parent_value text, value text, counted bigint, found bigint)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_count text := filters._write_count(p_dimension);
begin
    if v_count is null then
        return query select null::text, null::text, null::bigint, null::bigint;
        return;
    end if;

    return query execute format(
        'select coalesce(c.parent_value, n.parent_value), coalesce(c.value, n.value), '
        'c.lines, n.lines '
        'from (select * from filters.current_counts where dimension = $1) as c '
        'full join (%s) as n on c.value = n.value '
        'and coalesce(c.parent_value, '''') = coalesce(n.parent_value, '''') '
        'and (c.parent_value is null) = (n.parent_value is null) '
        'where c.lines is distinct from n.lines',
        v_count
    )
    using p_dimension;
end;
$$;

grant execute on function filters._compare_counters(text)
to service_role, app_reader;

comment on function filters._compare_counters(text) is
$$Values whose counts and deltas do not add up to the rows of the source.

A dimension whose column was dropped always differs.
Units: counted and found are rows.
$$;

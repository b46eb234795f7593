-- filters._top_registered: the registered dimensions of filters.filter_options.
--
-- They are counted in the order of the page until the sum of their costs reaches the
-- limit, with what the rest of the page costs where it is counted from the lines. A
-- dimension beyond the limit is returned without a count, so the call never
-- fails for it.

create or replace function filters._top_registered(p_within jsonb, p_top integer)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_left numeric := core.setting('filters.max_cost')::numeric;
    v_all jsonb := '{}'::jsonb;
    v_rows constant jsonb := filters._read_row_within(p_within);
    v_name text;
    v_selection jsonb;
    v_cost numeric;
begin
    if v_rows is not null then
        v_left := v_left - filters._cost_of_rows(v_rows);
    end if;
    for v_name in
        select d.name
        from filters.dimensions as d
        where
            d.is_enabled
            and d.counted_by = 'counters'
            and d.source_table = 'filters.transactions'::regclass
        order by d.position, d.name
    loop
        v_selection := filters._read_counter_within(v_name, p_within);
        v_cost := filters._cost_of_counters(v_name, v_selection);
        if v_cost <= v_left then
            v_left := v_left - v_cost;
            v_all := v_all || jsonb_build_object(
                v_name, filters._top_counters(v_name, v_selection, p_top)
            );
        else
            v_all := v_all || jsonb_build_object(
                v_name, '{"items": [], "total": null, "truncated": true}'::jsonb
            );
        end if;
    end loop;
    return v_all;
end;
$$;

grant execute on function filters._top_registered(jsonb, integer)
to authenticated, service_role;

comment on function filters._top_registered(jsonb, integer) is
$${<name>: {items: [{value, label, count}], total, truncated}}; total null: not counted.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;

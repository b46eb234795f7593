-- filters._make_months: create the months of filters.transactions_new, and the default
-- partition.
--
-- They have their final names, those that core.ensure_partitions gives later months. A
-- partition can be written directly, so it has the statement triggers of the lines,
-- too. Those that count registered dimensions are written at the switch.

create or replace function filters._make_months(
    p_from timestamptz, p_until timestamptz
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO'
as $$
declare
    c_keys constant text := 't60_keep_keys';
    c_function constant text := 'filters.tg_transactions__keep_keys';
    v_options text := (
        select ' with (' || array_to_string(c.reloptions, ', ') || ')'
        from pg_catalog.pg_class as c
        where c.oid = 'filters.transactions'::regclass and c.relkind = 'r'
    );
    v_triggers text[] := array(
        select pg_get_triggerdef(t.oid)
        from pg_catalog.pg_trigger as t
        where
            t.tgrelid = 'filters.transactions'::regclass
            and not t.tgisinternal
            and t.tgtype & 1 = 0
            and t.tgname !~ '^(t70_count|t90_mirror)_'
        order by t.tgname
    );
    v_name text;
    v_bounds text;
    v_trigger text;
begin
    for v_name, v_bounds in
        select 'transactions_default', 'default'
        union all
        select
            'transactions_p' || to_char(g.at, 'YYYY_MM'),
            format('for values from (%L) to (%L)', g.at, g.at + interval '1 month')
        from generate_series(p_from, p_until, interval '1 month') as g (at)
    loop
        execute format(
            'create table filters.%I partition of filters.transactions_new %s%s',
            v_name, v_bounds, v_options
        );
        execute format('alter table filters.%I enable row level security', v_name);
        perform filters._write_line_triggers(
            format('filters.%I', v_name)::regclass, c_keys, c_function
        );
        foreach v_trigger in array v_triggers loop
            execute replace(
                v_trigger,
                ' ON filters.transactions ', format(' ON filters.%I ', v_name)
            );
        end loop;
    end loop;
    perform filters._write_line_triggers(
        'filters.transactions_new'::regclass, c_keys, c_function
    );
end;
$$;

comment on function filters._make_months(timestamptz, timestamptz) is
    'From the month of the first time to that of the second, in UTC.';

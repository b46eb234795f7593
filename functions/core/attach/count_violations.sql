-- core.count_violations: how many rows of a table break rules, in bounded time.
--
-- For `rowhouse attach validation`, before it attaches: no lock of the table is held
-- but that of a reader. The rules stand under a name of their own until the end.

create or replace function core.count_violations(
    p_table text, p_rules jsonb, p_most_seconds double precision default 5
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_rows_at_once constant integer := 100;
    v_until constant timestamptz
    := clock_timestamp() + make_interval(secs => p_most_seconds);
    v_table constant regclass := core._attachable_table(p_table);
    v_entity text;
    v_row jsonb;
    v_wrong text[];
    v_rows bigint := 0;
    v_violating bigint := 0;
    v_by_rule jsonb := '{}'::jsonb;
    v_is_whole boolean := not row_security_active(v_table);
begin
    select
        left(regexp_replace(lower(n.nspname), '[^a-z_]', '_', 'g'), 30) || '.rows_there'
    into v_entity
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where c.oid = v_table;
    perform core._add_rules(v_entity, p_rules);

    for v_row in
        execute format('select core._row_values(%L, t) from %s as t', v_table, v_table)
    loop
        execute format('select core.%I($1)', '_check_' || replace(v_entity, '.', '__'))
        into v_row
        using v_row;
        v_wrong := array(
            select distinct e.value ->> 'code'
            from jsonb_array_elements(v_row -> 'errors') as e
            where e.value ->> 'severity' = 'error'
        );
        v_rows := v_rows + 1;
        if v_wrong <> '{}' then
            v_violating := v_violating + 1;
            select v_by_rule || jsonb_object_agg(
                w.name, coalesce((v_by_rule ->> w.name)::bigint, 0) + 1
            )
            into v_by_rule
            from unnest(v_wrong) as w (name);
        end if;
        if v_rows % c_rows_at_once = 0 and clock_timestamp() > v_until then
            v_is_whole := false;
            exit;
        end if;
    end loop;

    delete from core.validation_rules where entity = v_entity;
    return jsonb_build_object(
        'rows', v_rows, 'violating', v_violating, 'rules', v_by_rule,
        'is_whole', v_is_whole
    );
end;
$$;

comment on function core.count_violations(text, jsonb, double precision) is
$${rows, violating, rules: {name: count}, is_whole}: of the rows that were read in time.

is_whole: whether those are all. Warnings do not count.
Errors: PT422 core.unattachable_table, core.invalid_attachment, core.invalid_rule.
$$;
